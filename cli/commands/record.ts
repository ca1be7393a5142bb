import { join } from 'node:path';
import type { Command } from 'commander';
import { takeRole } from '../../kit/exclusive';
import { stopSignal } from '../../kit/lifecycle';
import { createLogger } from '../../kit/logger';
import { ArchiveLog } from '../../log/archive/archive-log';
import { openSources } from '../../producers/open-sources';
import { produce, type Published } from '../../producers/producer';
import { LmdbTreeStore } from '../../store/lmdb/lmdb-tree-store';
import {
  ledgerIndex,
  logLevelOption,
  sourceOption,
  startOption,
  tlsFiles,
  tlsOptions,
  type SourceOptions,
} from '../options';
import { Progress } from '../progress';

interface RecordOptions extends SourceOptions {
  source: readonly string[];
  to?: number;
  logLevel: string;
}

/** In the archive's folder while it is being recorded, beside its files. */
const working = { tree: 'state-tree', role: 'recorder.pid' };

export function addRecord(program: Command): void {
  const command = program
    .command('record')
    .description('keep what a source says as an Avro archive folder, every ledger verified')
    .argument('<archive>', 'the archive folder to write; continued where it ends when it exists')
    .addOption(sourceOption().makeOptionMandatory())
    .addOption(startOption())
    .option('--to <ledger>', 'the last ledger to keep; a node is followed until it is stopped when absent', ledgerIndex)
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
An archive is a source like any other: "millrace up --source ARCHIVE" serves it. Stopped or killed, the same command goes
on where it was.

Examples:
  millrace record archive/ --source grpc://127.0.0.1:50051 --start 91000000 --to 91010000
  millrace record archive/ --source wss://s2-clio.ripple.com --source wss://s1.ripple.com`,
    )
    .action(record);
  for (const option of tlsOptions()) command.addOption(option);
}

async function record(folder: string, options: RecordOptions): Promise<void> {
  const { to, start, logLevel } = options;
  const logger = createLogger(logLevel);
  const log = new ArchiveLog(folder);
  const end = await log.end();
  const reached = end !== undefined && to !== undefined && end.ledgerIndex >= to;
  if (!reached) {
    const source = await openSources(options.source, { logger, start, tls: tlsFiles(options), scratch: folder });
    const extent = await source.extent();
    const last = to ?? extent?.last;
    const first = end ? end.ledgerIndex + 1 : (extent?.first ?? start);
    const progress = new Progress(
      'recorded',
      first !== undefined && last !== undefined && last >= first ? { first, last } : undefined,
    );
    const release = takeRole(join(folder, working.role), 'recorder');
    const store = new LmdbTreeStore(join(folder, working.tree, 'nodes.mdb'));
    const done = new AbortController();
    const onPublished = ({ ledgerIndex, transactions }: Published): void => {
      progress.advance(ledgerIndex, 1, transactions);
      if (ledgerIndex === to) done.abort();
    };
    try {
      const stateCheck = { store, logger };
      await produce({ source, log, stateCheck, onPublished }, AbortSignal.any([done.signal, stopSignal()]));
      await log.seal();
    } finally {
      progress.done();
      source.close?.();
      await store.close();
      release();
    }
  }
  console.log(`${folder} ends with ledger ${(await log.end())?.ledgerIndex ?? 'none'}.`);
}

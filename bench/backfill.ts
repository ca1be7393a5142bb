import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBackfill } from '../cli/backfill';
import { DataFolder } from '../cli/data-folder';
import { runConsumer, runProducer } from '../cli/pipeline';
import { createLogger, type Logger } from '../kit/logger';
import { atOnce } from '../producers/backfill';
import { openSource } from '../producers/open-source';
import { openSources } from '../producers/open-sources';
import { LedgerDouble } from '../test/rippled/ledger-double';
import { RecordedChain } from '../test/rippled/recorded-chain';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { Benchmark } from './benchmark';
import { defaultSource } from './filled';

/** Of the recording, what is left to be fetched backward. */
const share = 0.8;

/**
 * History fetched from a node (a double that serves a recording by gRPC, in this process) and made visible, while
 * nothing else goes on; beside it, how fast the same ledgers are verified and published from a file.
 */
export const backfill: Benchmark = {
  name: 'backfill',
  description: 'history from a node to fully visible [--source PATH] [--stretch LEDGERS]',
  async run(args) {
    const option = (name: string): string | undefined =>
      args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
    const path = option('--source') ?? defaultSource();
    const stretch = Number(option('--stretch') ?? 256);
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
    const chain = new RecordedChain(await ledgersOf(path));
    const node = await LedgerDouble.start('grpc', chain);
    const logger = createLogger('warn');
    try {
      const published = await publishAlone(new DataFolder(join(folder, 'alone')), path, logger);
      const first = chain.base + 1;
      const start = first + Math.floor((chain.last - first) * share);
      const data = new DataFolder(join(folder, 'data'));
      await startAt(start, data, node, chain.last, logger);
      const fetched = await fetchAndShow(data, node.url, { first, last: start }, stretch, logger);
      const ledgers = start - first + 1;
      const alone = (chain.last - first + 1) / published;
      return {
        ledgers,
        stretches: fetched.stretches,
        ledgers_per_s: (ledgers / fetched.fetching).toFixed(0),
        waiting_for_source: `${((fetched.waited / (fetched.fetching * atOnce)) * 100).toFixed(0)}%`,
        visible_after_s: fetched.visible.toFixed(2),
        from_file_ledgers_per_s: alone.toFixed(0),
        times_from_file: (alone / (ledgers / fetched.fetching)).toFixed(2),
      };
    } finally {
      await node.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function ledgersOf(path: string): Promise<LedgerDiff[][]> {
  const ledgers: LedgerDiff[][] = [];
  for await (const segments of (await openSource(path)).ledgers(undefined)) ledgers.push([...segments]);
  return ledgers;
}

/** @returns seconds in which a file is verified and published */
async function publishAlone(data: DataFolder, path: string, logger: Logger): Promise<number> {
  const began = performance.now();
  await runProducer(data, await openSource(path), new AbortController().signal, { logger });
  return (performance.now() - began) / 1000;
}

/** A log that begins at ledger `start`, as a node's newest was then. */
async function startAt(
  start: number,
  data: DataFolder,
  node: LedgerDouble,
  last: number,
  logger: Logger,
): Promise<void> {
  const source = await openSources([node.url], { start, logger });
  const done = new AbortController();
  const onPublished = ({ ledgerIndex }: { ledgerIndex: number }): void => void (ledgerIndex === last && done.abort());
  await runProducer(data, source, done.signal, { logger, onPublished });
}

interface Fetched {
  stretches: number;
  /** Seconds. */
  fetching: number;
  waited: number;
  visible: number;
}

async function fetchAndShow(
  data: DataFolder,
  url: string,
  wanted: { first: number; last: number },
  stretch: number,
  logger: Logger,
): Promise<Fetched> {
  const tables = data.tables('fill');
  const began = performance.now();
  let waited = 0;
  const task = { source: [url], wanted, stretch, stateCheck: 'block' as const };
  const { signal } = new AbortController();
  try {
    await runBackfill(data, task, logger, signal, { onWaited: (milliseconds) => void (waited += milliseconds / 1000) });
    const fetching = (performance.now() - began) / 1000;
    await runConsumer(data, tables, logger, { follow: false, signal });
    const visible = (performance.now() - began) / 1000;
    return { stretches: (await data.history().stretches()).length, fetching, waited, visible };
  } finally {
    await tables.close();
  }
}

import type { Command } from 'commander';
import { stopSignal } from '../../kit/lifecycle';
import { createLogger } from '../../kit/logger';
import { atOnce } from '../../producers/backfill';
import type { OnUnprovenState } from '../../producers/state-check';
import { runBackfill } from '../backfill';
import type { PipelineBackfill } from '../../schemas/pipeline';
import { BackfillNotes } from '../backfill-notes';
import { DataFolder } from '../data-folder';
import { Heartbeat } from '../heartbeat';
import {
  dataOption,
  ledgerRange,
  logLevelOption,
  logOption,
  sourceOption,
  stateCheckOption,
  storeOption,
  stretchOption,
  tlsFiles,
  tlsOptions,
  type SourceOptions,
} from '../options';
import { ProducingNotes } from '../producing-notes';
import { Progress } from '../progress';

interface BackfillCommand extends SourceOptions {
  source: readonly string[];
  data: string;
  log?: string;
  store?: string;
  stretch: number;
  stateCheck: OnUnprovenState;
  logLevel: string;
}

export function addBackfill(program: Command): void {
  const command = program
    .command('backfill')
    .description('fetch earlier ledgers into the event log, every one verified, while everything else goes on')
    .argument('<ledgers>', 'such as 1000-2000', ledgerRange)
    .addOption(sourceOption().makeOptionMandatory())
    .addOption(stretchOption())
    .addOption(dataOption())
    .addOption(logOption())
    .addOption(storeOption())
    .addOption(stateCheckOption())
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
Whoever consumes the log ("up", "consume") makes each stretch visible as it becomes whole; "coverage" says how far that
is. Stopped or killed, the same command goes on where it was. Each stretch begins with the whole state of the ledger
before it, which the node must still have. With --log any number of processes share the work, each with a --data folder
of its own.

Examples:
  millrace backfill 90000000-90065536 --source grpc://127.0.0.1:50051
  millrace up --source grpc://127.0.0.1:50051 --history 90000000      the same as a standing goal`,
    )
    .action(run);
  for (const option of tlsOptions()) command.addOption(option);
}

async function run(wanted: { first: number; last: number }, options: BackfillCommand): Promise<void> {
  const { source, stretch, stateCheck, logLevel } = options;
  const { log, store } = options;
  const data = log === undefined ? DataFolder.existing(options.data) : new DataFolder(options.data, { log, store });
  const logger = createLogger(logLevel);
  const producing = new ProducingNotes(stateCheck);
  const notes = new BackfillNotes();
  const work = () => ({ producing: { ...producing.report(), ...backfillOf(notes) } });
  const heartbeat = Heartbeat.over(data.reports(), 'producer', work, logger);
  const signal = stopSignal();
  const began = performance.now();
  let progress: Progress | undefined;
  let waited = 0;
  let ledgers = 0;
  const task = { source, tls: tlsFiles(options), wanted, stretch, stateCheck };
  await runBackfill(data, task, logger, signal, {
    onPlanned: (missing, plan) => {
      notes.onPlanned(missing, plan);
      progress = new Progress('fetched', { first: 1, last: missing }, false);
    },
    onPublished: (published) => {
      notes.onPublished(published);
      const { ledgerIndex, transactions, isState } = published;
      if (isState) return;
      ledgers++;
      progress?.advance(ledgerIndex, 1, transactions);
    },
    onRefused: producing.onRefused,
    onWaited: (milliseconds) => void (waited += milliseconds),
  }).finally(async () => {
    progress?.done();
    await heartbeat.stop();
  });
  const seconds = (performance.now() - began) / 1000;
  if (signal.aborted) console.log('Stopped: the same command goes on.');
  else if (ledgers === 0) console.log(`Ledgers ${wanted.first} to ${wanted.last} are in the log.`);
  else {
    const share = ((waited / 1000 / (seconds * atOnce)) * 100).toFixed(0);
    console.log(
      `${ledgers} ledgers fetched, ${(ledgers / seconds).toFixed(0)} a second; ${share}% of the time waiting for the source.`,
    );
  }
}

function backfillOf(notes: BackfillNotes): { backfill?: PipelineBackfill } {
  const backfill = notes.report();
  return backfill ? { backfill } : {};
}

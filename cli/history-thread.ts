import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData, type MessagePort } from 'node:worker_threads';
import { createLogger, type Logger } from '../kit/logger';
import { Metrics } from '../kit/metrics';
import { SourceMetrics } from '../producers/node/source-metrics';
import { isNode } from '../producers/open-sources';
import { BackfillNotes } from './backfill-notes';
import { runBackfill, type HistoryTask } from './backfill';
import type { PipelineBackfill } from '../schemas/pipeline';
import { DataFolder, type Clusters } from './data-folder';
import { Progress } from './progress';
import { tellMetrics, ThreadMetrics } from './thread-metrics';

interface Task extends Omit<HistoryTask, 'wanted' | 'metrics'> {
  readonly data: string;
  readonly clusters: Clusters;
  /** The first ledger wanted; all up to the tip are. */
  readonly from: number;
  readonly logLevel: string;
}

interface GivenTask extends Task {
  /** Where its metrics are asked for. */
  readonly port?: MessagePort;
}

/** Milliseconds between two looks whether the log at the tip has begun, between two reports, and before another try. */
const intervals = { begin: 250, report: 1000, retry: 60_000 };

/**
 * Fetches history in a thread of its own, so that the tip doesn't wait for it, until all of it is there or `signal`. What
 * goes wrong is logged and tried again: history is no reason to stop following the tip.
 *
 * @param onReport told once a second how far it is; nothing, once nothing is missing
 */
export async function runHistoryThread(
  task: Task,
  signal: AbortSignal,
  onReport: (report: PipelineBackfill | undefined) => void,
  metrics?: Metrics,
): Promise<void> {
  const nodes = task.source.filter(isNode);
  if (nodes.length === 0) throw new Error('--history takes earlier ledgers from nodes: name one with --source');
  const told = new ThreadMetrics(metrics);
  const { port } = told;
  const workerData = { ...task, source: nodes, port };
  const worker = new Worker(join(__dirname, 'history-thread.js'), { workerData, transferList: port ? [port] : [] });
  told.of(worker);
  const stop = (): void => worker.postMessage('stop');
  worker.on('message', onReport);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function fetchHere({ data: path, clusters, from, logLevel, port, ...task }: GivenTask): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  parentPort!.on('message', () => stop.abort());
  const data = new DataFolder(path, clusters);
  const logger = createLogger(logLevel);
  const own = new Metrics();
  const metrics = port && new SourceMetrics(own, 'history');
  if (port) tellMetrics(port, own);
  const wanted = { first: from, last: 0xffffffff };
  const pause = (milliseconds: number): Promise<void> =>
    sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  while (!signal.aborted && (await data.log(logger).end()) === undefined) await pause(intervals.begin);
  for (let whole = false; !whole && !signal.aborted;) {
    try {
      await fetchOnce(data, { ...task, metrics, wanted }, logger, signal);
      whole = true;
    } catch (error) {
      logger.error(
        { ledgerIndex: from },
        `history could not be fetched, and is tried again: ${(error as Error).message}`,
      );
      await pause(intervals.retry);
    }
  }
  parentPort!.close();
}

async function fetchOnce(data: DataFolder, task: HistoryTask, logger: Logger, signal: AbortSignal): Promise<void> {
  let progress: Progress | undefined;
  const notes = new BackfillNotes();
  const tell = (): void => parentPort!.postMessage(notes.report());
  const timer = setInterval(tell, intervals.report);
  await runBackfill(data, task, logger, signal, {
    onPlanned: (missing, plan) => {
      notes.onPlanned(missing, plan);
      if (missing > 0) progress = new Progress('history: fetched', { first: 1, last: missing }, false);
    },
    ...(task.metrics && { onWaited: task.metrics.waitedFor }),
    onPublished: (published) => {
      notes.onPublished(published);
      const { ledgerIndex, transactions, isState } = published;
      if (!isState) progress?.advance(ledgerIndex, 1, transactions);
    },
  }).finally(() => {
    clearInterval(timer);
    tell();
    progress?.done();
  });
}

if (!isMainThread && parentPort) void fetchHere(workerData as Task);

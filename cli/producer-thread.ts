import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createLogger } from '../kit/logger';
import { openSources } from '../producers/open-sources';
import { withoutState } from '../producers/without-state';
import type { TlsFiles } from '../rippled/grpc-client';
import type { Published } from '../producers/producer';
import type { OnUnprovenState } from '../producers/state-check';
import { DataFolder } from './data-folder';
import { runProducer, type ProduceOptions } from './pipeline';

interface Task {
  data: string;
  source: readonly string[];
  start?: number | undefined;
  /** The ledger to begin with, without any state. */
  first?: number | undefined;
  tls?: TlsFiles | undefined;
  stateCheck: OnUnprovenState;
  logLevel: string;
}

type Message =
  { stop: true } | { published: Published } | { refused: true } | { last: number | undefined } | { failure: string };

/**
 * Runs the producer in a thread of its own: verifying the next ledgers and materializing the ones before them
 * share nothing but the log, and each keeps a core busy.
 *
 * @returns the last ledger in the log
 * @throws Error with the producer's message
 */
export async function runProducerThread(
  task: Task,
  signal: AbortSignal,
  { onPublished, onRefused }: Pick<ProduceOptions, 'onPublished' | 'onRefused'> = {},
): Promise<number | undefined> {
  const worker = new Worker(join(__dirname, 'producer-thread.js'), { workerData: task });
  const stop = (): void => worker.postMessage({ stop: true } satisfies Message);
  signal.addEventListener('abort', stop);
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: Message) => {
        if ('published' in message) onPublished?.(message.published);
        else if ('refused' in message) onRefused?.();
        else if ('failure' in message) reject(new Error(message.failure));
        else if ('last' in message) resolve(message.last);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the producer thread ended with code ${code}`)));
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function produceHere({ data, source, start, first, tls, stateCheck, logLevel }: Task): Promise<void> {
  const stop = new AbortController();
  parentPort!.on('message', () => stop.abort());
  const logger = createLogger(logLevel);
  try {
    const opened = await openSources(source, { logger, start, tls });
    const from = first === undefined ? opened : withoutState(opened, first);
    const last = await runProducer(new DataFolder(data), from, stop.signal, {
      stateCheck,
      logger,
      onPublished: (published) => parentPort!.postMessage({ published } satisfies Message),
      onRefused: () => parentPort!.postMessage({ refused: true } satisfies Message),
    });
    parentPort!.postMessage({ last } satisfies Message);
  } catch (error) {
    parentPort!.postMessage({ failure: (error as Error).message } satisfies Message);
  }
  parentPort!.close();
}

if (!isMainThread && parentPort) void produceHere(workerData as Task);

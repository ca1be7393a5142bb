import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData, type MessagePort } from 'node:worker_threads';
import { createLogger } from '../kit/logger';
import { Metrics } from '../kit/metrics';
import { SourceMetrics } from '../producers/node/source-metrics';
import { openSources } from '../producers/open-sources';
import { waitedSource } from '../producers/waited-source';
import { withoutState } from '../producers/without-state';
import type { TlsFiles } from '../rippled/grpc-client';
import type { Published } from '../producers/producer';
import type { OnUnprovenState } from '../producers/state-check';
import type { PipelineSource } from '../schemas/pipeline';
import { DataFolder } from './data-folder';
import { runProducer } from './pipeline';
import type { Refusal } from './producing-notes';
import { traceTier } from './tracing';
import { tellMetrics, ThreadMetrics } from './thread-metrics';

interface Task {
  data: string;
  source: readonly string[];
  start?: number | undefined;
  /** The ledger to begin with, without any state. */
  first?: number | undefined;
  tls?: TlsFiles | undefined;
  stateCheck: OnUnprovenState;
  logLevel: string;
  /** Where traces are sent. */
  otlpEndpoint?: string | undefined;
}

type Message =
  | { stop: true }
  | { published: Published }
  | { refused: Refusal }
  | { sources: PipelineSource[] }
  | { last: number | undefined }
  | { failure: string };

/** Milliseconds between two messages about how the sources stand. */
const interval = 1000;

/** Who is told what the producer does. */
export interface ProducerListener {
  onPublished?: (published: Published) => void;
  onRefused?: (refusal: Refusal) => void;
  onSources?: (sources: PipelineSource[]) => void;
}

/**
 * Runs the producer in a thread of its own: verifying the next ledgers and materializing the ones before them
 * share nothing but the log, and each keeps a core busy.
 *
 * @param metrics where the figures of its sources are told
 * @returns the last ledger in the log
 * @throws Error with the producer's message
 */
export async function runProducerThread(
  task: Task,
  signal: AbortSignal,
  { onPublished, onRefused, onSources }: ProducerListener = {},
  metrics?: Metrics,
): Promise<number | undefined> {
  const told = new ThreadMetrics(metrics);
  const { port } = told;
  const workerData = { ...task, port };
  const worker = new Worker(join(__dirname, 'producer-thread.js'), { workerData, transferList: port ? [port] : [] });
  told.of(worker);
  const stop = (): void => worker.postMessage({ stop: true } satisfies Message);
  signal.addEventListener('abort', stop);
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: Message) => {
        if ('published' in message) onPublished?.(message.published);
        else if ('refused' in message) onRefused?.(message.refused);
        else if ('sources' in message) onSources?.(message.sources);
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

async function produceHere({
  data,
  source,
  start,
  first,
  tls,
  stateCheck,
  logLevel,
  port,
  otlpEndpoint,
}: Task & { port?: MessagePort }): Promise<void> {
  const stop = new AbortController();
  parentPort!.on('message', () => stop.abort());
  const logger = createLogger(logLevel);
  const tell = (message: Message): void => parentPort!.postMessage(message);
  let timer: NodeJS.Timeout | undefined;
  const tracer = await traceTier('producer', { otlpEndpoint }, logger);
  try {
    const own = new Metrics();
    const metrics = port && new SourceMetrics(own, 'tip');
    if (port) tellMetrics(port, own);
    const opened = await openSources(source, { logger, metrics, start, tls, scratch: data });
    const from = first === undefined ? opened : withoutState(opened, first);
    const tellSources = (): void => tell({ sources: from.health?.() ?? [] });
    timer = setInterval(tellSources, interval);
    const waited = metrics ? waitedSource(from, metrics.waitedFor) : from;
    const last = await runProducer(new DataFolder(data), waited, stop.signal, {
      stateCheck,
      logger,
      tracer,
      onPublished: (published) => tell({ published }),
      onRefused: ({ ledgerIndex, message }) => tell({ refused: { ledgerIndex, message } }),
    });
    tellSources();
    tell({ last });
  } catch (error) {
    tell({ failure: (error as Error).message });
  }
  clearInterval(timer);
  await tracer?.close();
  parentPort!.close();
}

if (!isMainThread && parentPort) void produceHere(workerData as Task);

import type { Command } from 'commander';
import { PipelinePicture } from '../../api/pipeline/picture';
import { Metrics } from '../../kit/metrics';
import { createLogger, type Logger } from '../../kit/logger';
import { aborted, stopSignal } from '../../kit/lifecycle';
import { packageFile } from '../../kit/package-root';
import { openSource } from '../../producers/open-source';
import { isNode } from '../../producers/open-sources';
import type { TlsFiles } from '../../rippled/grpc-client';
import type { OnUnprovenState } from '../../producers/state-check';
import type { ProcessRole } from '../../schemas/pipeline';
import { viewNames } from '../../schemas/views';
import { TablesReader } from '../../store/read/tables-reader';
import { DataFolder, type Tables } from '../data-folder';
import {
  answersLikeOption,
  adminOption,
  adminPasswordOption,
  dataOption,
  drainNoticeOption,
  historyOption,
  hostOption,
  logLevelOption,
  networkIdOption,
  metricsPortOption,
  portOption,
  protectionOptions,
  rippledOption,
  sourceOption,
  startOption,
  stateCheckOption,
  stretchOption,
  tlsFiles,
  tlsOptions,
  tracesOption,
  type SourceOptions,
  workersOption,
} from '../options';
import { greeting } from '../greeting';
import { InstantStart } from '../instant';
import { runHistoryThread } from '../history-thread';
import { runConsumer, spanOf } from '../pipeline';
import { runProducerThread } from '../producer-thread';
import { ConsumingNotes } from '../consuming-notes';
import { ConsumerMetrics, watchPipeline } from '../consumer-metrics';
import { Heartbeat } from '../heartbeat';
import { ProducingNotes } from '../producing-notes';
import { Progress } from '../progress';
import { traceTier } from '../tracing';
import { version } from '../version';
import { VerificationMetrics } from '../verification-metrics';
import { serve, serveFromWorkers, whereItAnswers, type ServeOptions, type Serving } from '../serve';

interface UpOptions extends ServeOptions, SourceOptions {
  source?: readonly string[];
  instant?: boolean;
  exitWhenDone?: boolean;
  stateCheck: OnUnprovenState;
  history?: number;
  stretch: number;
  workers: number;
}

export function addUp(program: Command): void {
  const command = program
    .command('up')
    .description('everything: pull and verify a source, fill the tables, serve the API')
    .addOption(sourceOption().default(undefined, 'the bundled recording'))
    .addOption(startOption())
    .addOption(historyOption())
    .addOption(stretchOption())
    .addOption(dataOption())
    .addOption(hostOption())
    .addOption(portOption())
    .addOption(workersOption())
    .addOption(drainNoticeOption())
    .addOption(rippledOption())
    .addOption(adminOption())
    .addOption(adminPasswordOption())
    .addOption(networkIdOption())
    .addOption(answersLikeOption())
    .option(
      '--instant',
      'serve from the first ledger on: what needs the state is asked of --rippled until that is loaded',
    )
    .option('--exit-when-done', 'end once every ledger of the source is visible')
    .addOption(stateCheckOption())
    .addOption(metricsPortOption())
    .addOption(tracesOption())
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
Started again, it goes on where it was stopped, however it was stopped. Requests are answered from the first
moment on, with the ledgers that are visible by then.

Examples:
  millrace up                                                 the bundled recording
  millrace up --source recording.ndjson.gz --workers 2        a recording, served from two processes
  millrace up --source grpc://127.0.0.1:50051 --rippled ws://127.0.0.1:6006 --data /srv/xrpl
                                                              a rippled of your own
  millrace up --source wss://s2-clio.ripple.com --source wss://s1.ripple.com --start 91000000
                                                              public servers, the second where the first fails`,
    )
    .action(up);
  for (const option of [...protectionOptions(), ...tlsOptions()]) command.addOption(option);
}

async function up(options: UpOptions): Promise<void> {
  const logger = createLogger(options.logLevel);
  const { stateCheck, logLevel } = options;
  const signal = stopSignal();
  const data = new DataFolder(options.data);
  const places = options.source ?? [packageFile('recordings', 'demo')];
  const tls = tlsFiles(options);
  const instant = await instantStart(data, places, tls, logger, options, signal);
  const tables = data.tables('fill');
  const extent = await extentOf(places);
  const progress = new Progress('visible', extent);
  const metrics = new Metrics();
  const measured = options.metricsPort === undefined ? undefined : metrics;
  const verification = new VerificationMetrics(metrics, extent?.last);
  const written = new ConsumerMetrics(metrics);
  // Where this process answers, its API has the picture.
  if (measured && options.workers > 0) watchPipeline(metrics, pictureOf(tables, data, options.networkId));
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort());
  const producing = new ProducingNotes(stateCheck);
  const consuming = new ConsumingNotes(viewNames);
  const tracer = await traceTier('consumer', options, logger);
  const consumer = runConsumer(data, tables, logger, {
    tracer,
    follow: true,
    signal: stop.signal,
    onWritten: (batch) => {
      consuming.onWritten(batch);
      written.onWritten(batch);
      progress.advance(batch.ledgerIndex, batch.ledgers, batch.transactions);
    },
  });
  consumer.catch(() => stop.abort()); // and awaited below
  const { history: from, stretch } = options;
  const history =
    from !== undefined &&
    runHistoryThread(
      { data: data.path, clusters: {}, source: places, tls, from, stretch, stateCheck, logLevel },
      stop.signal,
      (report) => (producing.backfill = report),
      measured,
    );
  if (history) history.catch(() => stop.abort()); // and awaited below
  const following = instant?.run(tables, stop.signal);
  following?.catch(() => stop.abort()); // and awaited below
  let serving: Serving | undefined;
  const work = () => ({
    producing: producing.report(),
    consuming: consuming.report(),
    ...(serving?.traffic && { serving: serving.traffic.report() }),
  });
  const roles: ProcessRole[] = ['producer', 'consumer', ...(options.workers === 0 ? (['api'] as const) : [])];
  const heartbeat = new Heartbeat(tables.store, roles, work, logger);
  let scraped: Awaited<ReturnType<Metrics['serve']>> | undefined;
  let failure: unknown;
  try {
    serving = await (options.workers === 0
      ? serve(tables, logger, options, measured, data.archive())
      : serveFromWorkers(options.workers, logger, options));
    if (options.metricsPort !== undefined) scraped = await metrics.serve(options.metricsPort, options.host);
    if (!options.exitWhenDone) {
      console.log(whereItAnswers(options, serving.port));
      console.log(greeting(options, serving.port, options.source, extent));
    }
    producing.publishing = true;
    const last = await runProducerThread(
      {
        ...{ data: data.path, source: places, start: instant?.start ?? options.start, tls, stateCheck, logLevel },
        otlpEndpoint: options.otlpEndpoint,
      },
      stop.signal,
      {
        onPublished: (published) => {
          verification.onPublished(published);
          producing.onPublished(published);
        },
        onRefused: (refusal) => {
          verification.onRefused();
          producing.onRefused(refusal);
        },
        onSources: (sources) => (producing.sources = sources),
      },
      measured,
    ).catch(async (error: unknown) => {
      failure = error;
      return (await data.log().end())?.ledgerIndex;
    });
    await visible(new TablesReader(tables.store), last, stop.signal);
    progress.done();
    if (failure !== undefined && !options.exitWhenDone) {
      process.stderr.write(`millrace: ${(failure as Error).message}\nServing what came before it.\n`);
    } else if (!options.exitWhenDone && !stop.signal.aborted) {
      process.stderr.write(
        `All of the source is visible, up to ledger ${last ?? 'none'}. Serving until it is stopped.\n`,
      );
    }
    if (!options.exitWhenDone) await aborted(stop.signal);
  } finally {
    // Whatever ended it: the consumer finishes its batch, requests taken are answered, the tables are closed.
    stop.abort();
    await consumer.catch((error: unknown) => (failure ??= error));
    for (const other of [history, following]) {
      if (other) await other.catch((error: unknown) => (failure ??= error));
    }
    await scraped?.close();
    await serving?.close();
    await heartbeat.stop();
    await tracer?.close();
    await tables.close();
  }
  if (failure !== undefined) throw failure as Error;
}

/** @returns nothing where it is not asked for, or the state is there already */
async function instantStart(
  data: DataFolder,
  source: readonly string[],
  tls: TlsFiles,
  logger: Logger,
  { instant, rippled = [], start, logLevel }: UpOptions,
  signal: AbortSignal,
): Promise<InstantStart | undefined> {
  if (!instant) {
    await InstantStart.forget(data);
    return undefined;
  }
  if (rippled.length === 0) throw new Error('--instant has nodes answer at first: name one with --rippled');
  return InstantStart.begin(data, { source, start, tls, logLevel }, logger, signal);
}

const pictureOf = ({ store }: Tables, data: DataFolder, networkId: number): PipelinePicture =>
  new PipelinePicture({ store, version, networkId, log: () => spanOf(data.archive()) });

/** What there is to come, for progress; of nodes nobody knows. */
const extentOf = async (places: readonly string[]): Promise<{ first: number; last: number } | undefined> =>
  places.some(isNode) ? undefined : (await openSource(places[0]!)).extent();

/** Resolves once ledger `last` is visible. */
async function visible(reader: TablesReader, last: number | undefined, signal: AbortSignal): Promise<void> {
  while (last !== undefined && !signal.aborted) {
    const range = await reader.visibleRange();
    if (range && range.last >= last) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

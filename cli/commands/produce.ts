import type { Command } from 'commander';
import { Metrics } from '../../kit/metrics';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { SourceMetrics } from '../../producers/node/source-metrics';
import { openSources } from '../../producers/open-sources';
import { waitedSource } from '../../producers/waited-source';
import type { OnUnprovenState } from '../../producers/state-check';
import { DataFolder } from '../data-folder';
import {
  dataOption,
  historyOption,
  hostOption,
  logLevelOption,
  logOption,
  metricsPortOption,
  sourceOption,
  startOption,
  stateCheckOption,
  storeOption,
  stretchOption,
  tlsFiles,
  tlsOptions,
  tracesOption,
  type SourceOptions,
} from '../options';
import { Heartbeat } from '../heartbeat';
import { runHistoryThread } from '../history-thread';
import { runProducer } from '../pipeline';
import { VerificationMetrics } from '../verification-metrics';
import { ProducingNotes } from '../producing-notes';
import { Progress } from '../progress';
import { traceTier, type TracingSetting } from '../tracing';

interface ProduceCommand extends SourceOptions, TracingSetting {
  source: readonly string[];
  data: string;
  log?: string;
  store?: string;
  stateCheck: OnUnprovenState;
  history?: number;
  stretch: number;
  metricsPort?: number;
  host: string;
  logLevel: string;
}

export function addProduce(program: Command): void {
  const command = program
    .command('produce')
    .description(
      'verify the ledgers of a source and append them to the event log, from where it ends; a node is followed',
    )
    .addOption(sourceOption().makeOptionMandatory())
    .addOption(startOption())
    .addOption(historyOption())
    .addOption(stretchOption())
    .addOption(dataOption())
    .addOption(logOption())
    .addOption(storeOption())
    .addOption(stateCheckOption())
    .addOption(metricsPortOption())
    .addOption(hostOption())
    .addOption(tracesOption())
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
Stopped or killed, the same command goes on where the log ends. Of several producers of one topic (--log) one publishes
and the others stand by.

Examples:
  millrace produce --source archive/ --data /srv/xrpl
  millrace produce --source grpc://127.0.0.1:50051 --source ws://127.0.0.1:6006 --data /srv/xrpl
  millrace produce --source grpc://127.0.0.1:50051 --log kafka://10.0.0.1:9092/xrpl.ledger-diffs?replication=3`,
    )
    .action(async (options: ProduceCommand) => {
      const logger = createLogger(options.logLevel);
      const metrics = new Metrics();
      metrics.watchProcess();
      const measured = new SourceMetrics(metrics, 'tip');
      const opening = {
        logger,
        metrics: measured,
        start: options.start,
        tls: tlsFiles(options),
        scratch: options.data,
      };
      const source = waitedSource(await openSources(options.source, opening), measured.waitedFor);
      const extent = await source.extent();
      const progress = new Progress('published', extent);
      const verification = new VerificationMetrics(metrics, extent?.last);
      const { metricsPort } = options;
      const scraped = metricsPort === undefined ? undefined : await metrics.serve(metricsPort, options.host);
      const { data: folder, log, store, history: from, stretch, stateCheck, logLevel } = options;
      const data = new DataFolder(folder, { log, store });
      const stop = new AbortController();
      const signal = AbortSignal.any([stopSignal(), stop.signal]);
      const tls = tlsFiles(options);
      const notes = new ProducingNotes(stateCheck);
      const work = () => ({ producing: { ...notes.report(), sources: source.health?.() ?? [] } });
      const heartbeat = Heartbeat.over(data.reports(), 'producer', work, logger);
      const history =
        from !== undefined &&
        runHistoryThread(
          { data: folder, clusters: { log }, source: options.source, tls, from, stretch, stateCheck, logLevel },
          signal,
          (report) => (notes.backfill = report),
          metricsPort === undefined ? undefined : metrics,
        );
      if (history) history.catch(() => stop.abort()); // and awaited below
      const tracer = await traceTier('producer', options, logger);
      const last = await runProducer(data, source, signal, {
        tracer,
        stateCheck,
        logger,
        onPublished: (published) => {
          verification.onPublished(published);
          notes.onPublished(published);
          progress.advance(published.ledgerIndex, 1, published.transactions);
        },
        onRefused: (error) => {
          verification.onRefused();
          notes.onRefused(error);
        },
        onPublishing: (publishing) => (notes.publishing = publishing),
        onLog: notes.onLog,
      }).finally(async () => {
        stop.abort();
        progress.done();
        await scraped?.close();
        await heartbeat.stop();
        await tracer?.close();
      });
      if (history) await history;
      console.log(last === undefined ? 'The log is empty.' : `The log ends with ledger ${last}.`);
    });
  for (const option of tlsOptions()) command.addOption(option);
}

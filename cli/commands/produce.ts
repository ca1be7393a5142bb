import type { Command } from 'commander';
import { Metrics } from '../../kit/metrics';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { openSources } from '../../producers/open-sources';
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
  stretchOption,
  tlsFiles,
  tlsOptions,
  type SourceOptions,
} from '../options';
import { runHistoryThread } from '../history-thread';
import { runProducer } from '../pipeline';
import { VerificationMetrics } from '../verification-metrics';
import { Progress } from '../progress';

interface ProduceCommand extends SourceOptions {
  source: readonly string[];
  data: string;
  log?: string;
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
    .addOption(stateCheckOption())
    .addOption(metricsPortOption())
    .addOption(hostOption())
    .addOption(logLevelOption())
    .action(async (options: ProduceCommand) => {
      const logger = createLogger(options.logLevel);
      const source = await openSources(options.source, { logger, start: options.start, tls: tlsFiles(options) });
      const extent = await source.extent();
      const progress = new Progress('published', extent);
      const metrics = new Metrics();
      const verification = new VerificationMetrics(metrics, extent?.last);
      const { metricsPort } = options;
      const scraped = metricsPort === undefined ? undefined : await metrics.serve(metricsPort, options.host);
      const { data, log, history: from, stretch, stateCheck, logLevel } = options;
      const stop = new AbortController();
      const signal = AbortSignal.any([stopSignal(), stop.signal]);
      const tls = tlsFiles(options);
      const history =
        from !== undefined &&
        runHistoryThread(
          { data, clusters: { log }, source: options.source, tls, from, stretch, stateCheck, logLevel },
          signal,
        );
      if (history) history.catch(() => stop.abort()); // and awaited below
      const last = await runProducer(new DataFolder(data, { log }), source, signal, {
        stateCheck,
        logger,
        onPublished: (published) => {
          verification.onPublished(published);
          progress.advance(published.ledgerIndex, 1, published.transactions);
        },
        onRefused: verification.onRefused,
      }).finally(async () => {
        stop.abort();
        progress.done();
        await scraped?.close();
      });
      if (history) await history;
      console.log(last === undefined ? 'The log is empty.' : `The log ends with ledger ${last}.`);
    });
  for (const option of tlsOptions()) command.addOption(option);
}

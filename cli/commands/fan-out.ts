import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { FanOut, outputsOf, type PublishedLedgers } from '../../consumers/fan-out/fan-out';
import { filtered, type Filter } from '../../consumers/fan-out/filter';
import { createLogger, type Logger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { Metrics } from '../../kit/metrics';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { KafkaRecordTopics } from '../../log/kafka/kafka-record-topics';
import { KafkaTopicVersions } from '../../log/kafka/kafka-topic-versions';
import { FanOutMetrics } from '../fan-out-metrics';
import { publisherOf, publisherOption, suffixOption, topicsOf } from '../fan-out-options';
import { parseLogUrl } from '../log-url';
import { DataFolder } from '../data-folder';
import { Heartbeat } from '../heartbeat';
import { hostOption, logLevelOption, logOption, metricsPortOption, storeOption, topicsOption } from '../options';
import { Progress } from '../progress';
import { filterOf, filterSettings } from '../topic-filter';

/** Milliseconds between two looks at where the log ends. */
const lookInterval = 10_000;

interface FanOutCommandOptions extends Filter {
  log: string;
  store?: string;
  topics?: readonly string[];
  suffix: string;
  publisher: string;
  exitWhenDone?: boolean;
  metricsPort?: number;
  host: string;
  logLevel: string;
}

export function addFanOut(program: Command): void {
  const command = program
    .command('fan-out')
    .description('publish the topics derived from a log on Kafka, and go on as it grows')
    .addOption(logOption().makeOptionMandatory())
    .addOption(storeOption())
    .addOption(topicsOption());
  for (const option of filterSettings()) command.addOption(option);
  command
    .addOption(suffixOption())
    .addOption(publisherOption())
    .option('--exit-when-done', 'end at the end of the log instead of waiting for more')
    .addOption(metricsPortOption())
    .addOption(hostOption())
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
Any number of processes may run; a topic has one publisher. A filter that is changed holds from there on: to have it from
the first ledger on, publish a version with another --suffix beside the old one and "millrace switch" to it.

Examples:
  millrace fan-out --log 'kafka://10.0.0.1:9092/xrpl.ledger-diffs?registry=http://10.0.0.1:8081'
  millrace fan-out --log … --topics xrpl.transactions,xrpl.objects --types xrpl.transactions:Payment,xrpl.objects:Offer
  millrace fan-out --log … --topics xrpl.exchanges --suffix .v2`,
    )
    .action(fanOut);
}

async function fanOut({
  log: url,
  store,
  suffix,
  exitWhenDone,
  logLevel,
  ...options
}: FanOutCommandOptions): Promise<void> {
  const logger = createLogger(logLevel);
  const address = parseLogUrl(url);
  const data = new DataFolder('', { log: url, store });
  const log = new KafkaLog(address, logger);
  const topics = topicsOf(options.topics).map((topic) => filtered(topic, filterOf(options, topic.name)));
  const publisher = publisherOf(options.publisher, suffix);
  const progress = new Progress('published', undefined);
  const metrics = new Metrics();
  metrics.watchProcess();
  const told = new FanOutMetrics(metrics);
  const scraped =
    options.metricsPort === undefined ? undefined : await metrics.serve(options.metricsPort, options.host);
  const done = new AbortController();
  const stop = AbortSignal.any([stopSignal(), done.signal]);
  const heartbeat = Heartbeat.over(data.reports(), 'fan-out', () => ({}), logger);
  const lead = async (signal: AbortSignal): Promise<void> => {
    await new KafkaTopicVersions(address, logger).prepare();
    const outputs = new KafkaRecordTopics(address, publisher, outputsOf(topics, suffix), logger);
    const onOpened = (next: ReadonlyMap<string, number>): void => {
      told.onOpened(next);
      logger.info({ publisher, next: Object.fromEntries(next) }, 'publishes, from these ledgers on');
    };
    const onPublished = (published: PublishedLedgers): void => {
      told.onPublished(published);
      progress.advance(published.ledgerIndex, published.ledgers, published.transactions);
    };
    const work = new FanOut({ log, outputs, topics, suffix, onOpened, onPublished });
    const looking = new AbortController();
    if (scraped) void lookAtEnd(log, told.onEnd, AbortSignal.any([signal, looking.signal]), logger);
    await work.run({ follow: !exitWhenDone, signal }).finally(() => {
      looking.abort();
      told.onClosed();
    });
    if (signal.aborted) logger.info({ publisher }, 'publishes no more');
    else done.abort();
  };
  logger.info({ publisher, topics: topics.map(({ name }) => name + suffix) }, 'stands for the role of publisher');
  await log.stand(publisher, lead, stop).finally(async () => {
    await heartbeat.stop();
    await scraped?.close();
  });
  progress.done();
}

/** So that a publisher that reads nothing any more is seen to be behind. */
async function lookAtEnd(
  log: KafkaLog,
  onEnd: (ledgerIndex: number) => void,
  signal: AbortSignal,
  logger: Logger,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const end = await log.end();
      if (end && !signal.aborted) onEnd(end.ledgerIndex);
    } catch (error) {
      logger.warn({}, `where the log ends could not be seen: ${(error as Error).message}`);
    }
    await sleep(lookInterval, undefined, { signal }).catch(() => undefined);
  }
}

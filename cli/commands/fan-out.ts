import type { Command } from 'commander';
import { FanOut, outputsOf } from '../../consumers/fan-out/fan-out';
import type { Filter } from '../../consumers/fan-out/filter';
import { topics } from '../../consumers/fan-out/registry';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { KafkaRecordTopics } from '../../log/kafka/kafka-record-topics';
import { parseLogUrl } from '../log-url';
import { DataFolder } from '../data-folder';
import { Heartbeat } from '../heartbeat';
import { logLevelOption, logOption, storeOption, topicsOption } from '../options';
import { Progress } from '../progress';
import { filterOf, filterOptions } from '../topic-filter';

interface FanOutCommandOptions extends Filter {
  log: string;
  store?: string;
  topics?: readonly string[];
  suffix: string;
  publisher: string;
  exitWhenDone?: boolean;
  logLevel: string;
}

export function addFanOut(program: Command): void {
  const command = program
    .command('fan-out')
    .description('publish the topics derived from a log on Kafka, and go on as it grows')
    .addOption(logOption().makeOptionMandatory())
    .addOption(storeOption())
    .addOption(topicsOption())
    .option(
      '--suffix <text>',
      'behind the name of every topic; ".v2" fills new ones beside the old, from the start',
      '',
    )
    .option('--publisher <name>', 'of the processes of one name one publishes and the others stand by', 'fan-out')
    .option('--exit-when-done', 'end at the end of the log instead of waiting for more')
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
Any number of processes may run. Topics with filters of their own want a publisher of their own; a topic has one publisher.

Examples:
  millrace fan-out --log 'kafka://10.0.0.1:9092/xrpl.ledger-diffs?registry=http://10.0.0.1:8081'
  millrace fan-out --log kafka://10.0.0.1:9092/xrpl.ledger-diffs --topics xrpl.exchanges --publisher markets`,
    )
    .action(fanOut);
  for (const option of filterOptions()) command.addOption(option);
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
  const chosen = topics.filter(({ name }) => options.topics?.includes(name) ?? true);
  const publisher = `${options.publisher}${suffix}`;
  const progress = new Progress('published', undefined);
  const done = new AbortController();
  const stop = AbortSignal.any([stopSignal(), done.signal]);
  const heartbeat = Heartbeat.over(data.reports(), 'fan-out', () => ({}), logger);
  const lead = async (signal: AbortSignal): Promise<void> => {
    const outputs = new KafkaRecordTopics(address, publisher, outputsOf(chosen, suffix), logger);
    const onPublished = progress.advance.bind(progress);
    const work = new FanOut({ log, outputs, topics: chosen, suffix, filter: filterOf(options), onPublished });
    await work.run({ follow: !exitWhenDone, signal });
    if (!signal.aborted) done.abort();
  };
  await log.stand(publisher, lead, stop).finally(() => heartbeat.stop());
  progress.done();
}

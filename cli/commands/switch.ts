import type { Command } from 'commander';
import { outputsOf } from '../../consumers/fan-out/fan-out';
import { switchTopics } from '../../consumers/fan-out/switch';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { KafkaRecordTopics } from '../../log/kafka/kafka-record-topics';
import { KafkaTopicVersions } from '../../log/kafka/kafka-topic-versions';
import { publisherOf, publisherOption, suffixOption, topicsOf } from '../fan-out-options';
import { parseLogUrl } from '../log-url';
import { logLevelOption, logOption, topicsOption } from '../options';

/** Milliseconds after which it says again what it waits for. */
const reminder = 5_000;

interface SwitchCommandOptions {
  log: string;
  topics?: readonly string[];
  suffix: string;
  publisher: string;
  logLevel: string;
}

export function addSwitch(program: Command): void {
  program
    .command('switch')
    .description('have readers of derived topics change over to another version of them, once it has every ledger')
    .addOption(logOption().makeOptionMandatory())
    .addOption(topicsOption())
    .addOption(suffixOption())
    .addOption(publisherOption())
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
Readers learn of it from the topic xrpl.topics; "millrace topics --log" shows what is current. Back: --suffix ''.

Examples:
  millrace fan-out --log kafka://10.0.0.1:9092/xrpl.ledger-diffs --topics xrpl.exchanges --suffix .v2
  millrace switch --log kafka://10.0.0.1:9092/xrpl.ledger-diffs --topics xrpl.exchanges --suffix .v2`,
    )
    .action(changeOver);
}

async function changeOver({ log: url, suffix, logLevel, ...options }: SwitchCommandOptions): Promise<void> {
  const logger = createLogger(logLevel);
  const address = parseLogUrl(url);
  const log = new KafkaLog(address, logger);
  const topics = topicsOf(options.topics);
  const publisher = publisherOf(options.publisher, suffix);
  const outputs = new KafkaRecordTopics(address, publisher, outputsOf(topics, suffix));
  const versions = new KafkaTopicVersions(address, logger);
  let said = 0;
  const onBehind = (topic: string, behind: number | undefined): void => {
    if (Date.now() - said < reminder) return;
    said = Date.now();
    if (behind !== undefined) logger.info({ topic, behind }, 'waits until it has every ledger that is in the log');
    else logger.warn({ topic, publisher }, 'waits: this publisher has published nothing of it yet; is it running?');
  };
  const changed = await switchTopics({ log, outputs, versions, topics, suffix, onBehind, signal: stopSignal() });
  if (!changed) console.log('Stopped: nothing is changed.');
  for (const [name, { topic, ledger_index }] of changed ?? []) {
    console.log(`${name.padEnd(22)} is read from ${topic}, which has every ledger up to ${ledger_index}`);
  }
}

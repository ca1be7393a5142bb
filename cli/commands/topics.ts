import type { Command } from 'commander';
import { topicsReference } from '../../consumers/fan-out/reference';
import { topics } from '../../consumers/fan-out/registry';
import { schemaText, type AvroRecord } from '../../consumers/fan-out/schema';
import { KafkaTopicVersions } from '../../log/kafka/kafka-topic-versions';
import { parseLogUrl } from '../log-url';
import { logOption } from '../options';

interface TopicsOptions {
  markdown?: boolean;
  log?: string;
}

export function addTopics(program: Command): void {
  program
    .command('topics')
    .description('list the topics derived from the log; with --log which version of each is current on Kafka')
    .addOption(logOption())
    .option('--markdown', 'every field of each, as docs/topics.md has it')
    .addHelpText(
      'after',
      `
Examples:
  millrace topics
  millrace export lake/ --topic xrpl.exchanges --format parquet     one of them as files
  millrace fan-out --log kafka://127.0.0.1:9092/xrpl.ledger-diffs    all of them on Kafka`,
    )
    .action(async ({ markdown, log }: TopicsOptions) => {
      if (markdown) console.log(topicsReference(topics));
      else if (log !== undefined) await showVersions(log);
      else for (const topic of topics) console.log(`${topic.name.padEnd(22)} ${summary(schemaText(topic))}`);
    });
}

const summary = (schema: string): string => (JSON.parse(schema) as AvroRecord).doc.split('. ')[0]!;

async function showVersions(log: string): Promise<void> {
  const versions = await new KafkaTopicVersions(parseLogUrl(log)).current();
  for (const { name } of topics) {
    const version = versions.get(name);
    const since = version ? `, changed over to at ledger ${version.ledger_index}` : '';
    console.log(`${name.padEnd(22)} is read from ${version?.topic ?? name}${since}`);
  }
}

import type { Command } from 'commander';
import { topicsReference } from '../../consumers/fan-out/reference';
import { topics } from '../../consumers/fan-out/registry';
import { schemaText, type AvroRecord } from '../../consumers/fan-out/schema';

export function addTopics(program: Command): void {
  program
    .command('topics')
    .description('list the topics derived from the log')
    .option('--markdown', 'every field of each, as docs/topics.md has it')
    .addHelpText(
      'after',
      `
Examples:
  millrace topics
  millrace export lake/ --topic xrpl.exchanges --format parquet     one of them as files
  millrace fan-out --log kafka://127.0.0.1:9092/xrpl.ledger-diffs    all of them on Kafka`,
    )
    .action(({ markdown }: { markdown?: boolean }) => {
      if (markdown) console.log(topicsReference(topics));
      else for (const topic of topics) console.log(`${topic.name.padEnd(22)} ${summary(schemaText(topic))}`);
    });
}

const summary = (schema: string): string => (JSON.parse(schema) as AvroRecord).doc.split('. ')[0]!;

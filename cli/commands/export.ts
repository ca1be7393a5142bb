import { dirname } from 'node:path';
import { Option, type Command } from 'commander';
import { TopicExport } from '../../consumers/fan-out/export';
import { fileFormats, type FileFormat } from '../../consumers/fan-out/files/record-file';
import type { Filter } from '../../consumers/fan-out/filter';
import { topics } from '../../consumers/fan-out/registry';
import type { Topic } from '../../consumers/fan-out/topic';
import { stopSignal } from '../../kit/lifecycle';
import { ArchiveLog } from '../../log/archive/archive-log';
import type { EventLog } from '../../log/port';
import { RecordingWriter } from '../../log/recording/recording-writer';
import { wholeLedgers } from '../../log/whole-ledgers';
import { transactionsIn, type LedgerDiff } from '../../xrpl/ledger-diff';
import { DataFolder } from '../data-folder';
import { dataOption, ledgerIndex, logOption } from '../options';
import { Progress, type Goal } from '../progress';
import { filterOf, filterOptions } from '../topic-filter';

interface ExportOptions extends Filter {
  data: string;
  /** URL of the log where it is not in the folder. */
  log?: string;
  /** A folder in place of both. */
  archive?: string;
  topic?: string;
  from?: number;
  to?: number;
  format: FileFormat;
}

export function addExport(program: Command): void {
  const command = program
    .command('export')
    .description('write ledgers of the event log, or a topic derived from them, as files')
    .argument('<path>', 'the archive folder, the .ndjson.gz file, or the folder for the files of the topic')
    .addOption(dataOption())
    .addOption(logOption())
    .option('--archive <folder>', 'an archive folder in place of the log of --data')
    .addOption(
      new Option(
        '--topic <name>',
        'a derived topic, in files of 1024 ledgers; the ledgers as they are when absent',
      ).choices(topics.map(({ name }) => name)),
    )
    .option('--from <ledger>', 'first ledger; the whole log when absent', ledgerIndex)
    .option('--to <ledger>', 'last ledger', ledgerIndex)
    .addOption(
      new Option('--format <format>', 'form of the export; csv and parquet for topics')
        .choices(fileFormats)
        .default('avro'),
    )
    .addHelpText(
      'after',
      `
Stopped, the same command goes on with a topic where it was.

Examples:
  millrace export archive/ --from 1000 --to 2000                    ledgers as they are: a source, and a backup
  millrace export part.ndjson.gz --from 1000 --to 2000              the same as one compressed recording
  millrace export lake/ --topic xrpl.exchanges --format parquet     a derived topic, for DuckDB, Spark …
  millrace export lake/ --topic xrpl.exchanges --format parquet --archive .millrace/history/0000065536-0000131072
                                                                    the same of a stretch of history`,
    )
    .action(async (path: string, options: ExportOptions) => {
      const log = logOf(options);
      const goal = await goalOf(log, options);
      const topic = topics.find(({ name }) => name === options.topic);
      const progress = new Progress('exported', goal);
      const signal = stopSignal();
      if (topic) await exportTopic(topic, path, { log, goal, progress, signal, options });
      else await exportLedgers(path, { log, goal, progress, signal, options });
    });
  for (const option of filterOptions()) command.addOption(option);
}

interface Export {
  log: EventLog;
  goal: Goal;
  progress: Progress;
  signal: AbortSignal;
  options: ExportOptions;
}

/** @throws Error when the log doesn't hold the ledgers. */
async function goalOf(log: EventLog, options: ExportOptions): Promise<Goal> {
  const first = await log.first();
  const end = await log.end();
  if (first === undefined || !end) throw new Error(`${placeOf(options)}: the log is empty, there is nothing to export`);
  const goal = { first: options.from ?? first, last: Math.min(options.to ?? end.ledgerIndex, end.ledgerIndex) };
  if (goal.first < first || goal.first > goal.last) {
    throw new Error(
      `ledgers ${goal.first} to ${options.to ?? end.ledgerIndex} are not in the log, which holds ${first} to ${end.ledgerIndex}`,
    );
  }
  return goal;
}

async function exportTopic(
  topic: Topic,
  folder: string,
  { log, goal, progress, signal, options }: Export,
): Promise<void> {
  const { format } = options;
  const filter = filterOf(options, topic.name);
  const onLedger = (ledger: number, transactions: number): void => progress.advance(ledger, 1, transactions);
  const work = new TopicExport({ log, folder, topic, format, filter, signal, onLedger });
  const { written, present } = await work.run(goal);
  progress.done();
  const stopped = signal.aborted ? '; stopped, the same command goes on' : '';
  console.log(
    `${topic.name} of ledgers ${goal.first} to ${goal.last}: ${written} files written, ${present} were there${stopped}`,
  );
}

async function exportLedgers(path: string, { log, goal, progress, signal, options }: Export): Promise<void> {
  const { format } = options;
  if (format !== 'avro' && format !== 'ndjson') throw new Error(`--format ${format}: only a --topic can be in it`);
  if (options.types ?? options.accounts ?? options.tokens)
    throw new Error('--types, --accounts and --tokens choose among records of a --topic');
  const target = format === 'avro' ? await archiveTarget(path) : new RecordingWriter(path, goal);
  const segments = log.read({ from: goal.first, to: goal.last });
  for await (const ledger of wholeLedgers(segments, dirname(path))) {
    await target.append(ledger);
    const [first] = ledger;
    progress.advance(first!.ledgerIndex, 1, transactionsIn(ledger));
    if (signal.aborted) break;
  }
  await target.finish();
  progress.done();
}

async function archiveTarget(
  path: string,
): Promise<{ append(segments: Iterable<LedgerDiff>): Promise<void>; finish(): Promise<void> }> {
  const log = new ArchiveLog(path);
  if ((await log.first()) !== undefined)
    throw new Error(`${path}: there is an archive here already; export to an empty folder`);
  const writer = await log.writer();
  return {
    append: (segments) => writer.append(segments),
    finish: async () => {
      await writer.close();
      await log.seal();
    },
  };
}

/** Of the folder, only the log is needed. */
function logOf({ archive, data, log }: ExportOptions): EventLog {
  if (archive !== undefined) return new ArchiveLog(archive);
  return (log === undefined ? DataFolder.existing(data) : new DataFolder(data, { log })).log();
}

const placeOf = ({ archive, data, log }: ExportOptions): string =>
  archive !== undefined ? `--archive ${archive}` : (log ?? `--data ${data}`);

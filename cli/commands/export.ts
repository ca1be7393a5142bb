import { Option, type Command } from 'commander';
import { stopSignal } from '../../kit/lifecycle';
import { ArchiveLog } from '../../log/archive/archive-log';
import { RecordingWriter } from '../../log/recording/recording-writer';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { DataFolder, type Clusters } from '../data-folder';
import { dataOption, ledgerIndex, logOption } from '../options';
import { Progress } from '../progress';

interface ExportOptions extends Clusters {
  data: string;
  from?: number;
  to?: number;
  format: 'avro' | 'ndjson';
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description('write ledgers of the event log as an archive or a recording of their own')
    .argument('<path>', 'the archive folder, or the .ndjson.gz file')
    .addOption(dataOption())
    .addOption(logOption())
    .option('--from <ledger>', 'first ledger; the whole log when absent', ledgerIndex)
    .option('--to <ledger>', 'last ledger', ledgerIndex)
    .addOption(new Option('--format <format>', 'form of the export').choices(['avro', 'ndjson']).default('avro'))
    .action(async (path: string, options: ExportOptions) => {
      const log = dataOf(options).log();
      const first = await log.first();
      const end = await log.end();
      if (first === undefined || !end)
        throw new Error(`${options.log ?? `--data ${options.data}`}: the log is empty, there is nothing to export`);
      const goal = { first: options.from ?? first, last: Math.min(options.to ?? end.ledgerIndex, end.ledgerIndex) };
      if (goal.first < first || goal.first > goal.last) {
        throw new Error(
          `ledgers ${goal.first} to ${goal.last} are not in the log, which holds ${first} to ${end.ledgerIndex}`,
        );
      }
      const target = options.format === 'avro' ? await archiveTarget(path) : new RecordingWriter(path, goal);
      const progress = new Progress('exported', goal);
      const signal = stopSignal();
      let segments: LedgerDiff[] = [];
      for await (const segment of log.read({ from: goal.first, to: goal.last })) {
        segments.push(segment);
        if (!segment.last) continue;
        await target.append(segments);
        progress.advance(segment.ledgerIndex, 1, segment.transactions.length);
        segments = [];
        if (signal.aborted) break;
      }
      await target.finish();
      progress.done();
    });
}

async function archiveTarget(
  path: string,
): Promise<{ append(s: LedgerDiff[]): Promise<void>; finish(): Promise<void> }> {
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
const dataOf = ({ data, log }: ExportOptions): DataFolder =>
  log === undefined ? DataFolder.existing(data) : new DataFolder(data, { log });

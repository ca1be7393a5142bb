import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventLog } from '../../log/port';
import { openAvroFile } from './files/avro-file';
import { openCsvFile } from './files/csv-file';
import { openNdjsonFile } from './files/ndjson-file';
import { openParquetFile } from './files/parquet-file';
import type { FileFormat, OpenRecordFile, RecordShape } from './files/record-file';
import { filtered, type Filter } from './filter';
import { columnsOf, parseSchema, schemaText } from './schema';
import type { Topic } from './topic';

/** Ledgers a file, aligned, so that the same ledgers always land in the same file. */
const ledgersPerFile = 1024;

const openers: Record<FileFormat, OpenRecordFile> = {
  avro: openAvroFile,
  ndjson: openNdjsonFile,
  csv: openCsvFile,
  parquet: openParquetFile,
};

interface Range {
  first: number;
  last: number;
}

export interface TopicExportOptions {
  log: EventLog;
  folder: string;
  topic: Topic;
  format: FileFormat;
  filter: Filter;
  onLedger: (ledgerIndex: number, transactions: number) => void;
  signal: AbortSignal;
}

/**
 * Writes a derived topic into a folder, one file for each range of ledgers: `xrpl.ledgers-0000001024-0000002047.csv`. A
 * file has its name once it is whole and on disk, and files that are there aren't written again: a later call goes on
 * where an earlier one stopped.
 */
export class TopicExport {
  private readonly shape: RecordShape;
  private readonly chosen: Topic;

  /** @throws Error when the folder has an export of something else. */
  constructor(private readonly options: TopicExportOptions) {
    const { folder, topic, filter } = options;
    this.shape = { columns: columnsOf(topic), type: parseSchema(schemaText(topic)) };
    this.chosen = filtered(topic, filter);
    mkdirSync(folder, { recursive: true });
    claim(folder, topic.name, { format: options.format, ...filter });
  }

  /** @returns how many files were written, and how many were there already. */
  async run({ first, last }: Range): Promise<{ written: number; present: number }> {
    this.removeUnfinished();
    const result = { written: 0, present: 0 };
    for (let from = first; from <= last && !this.options.signal.aborted;) {
      const end = from - (from % ledgersPerFile) + ledgersPerFile - 1;
      const range = this.joined({ first: from, last: Math.min(end, last) });
      const written = existsSync(this.path(range)) ? false : await this.writeFile(range);
      if (written) result.written += 1;
      else if (!this.options.signal.aborted) result.present += 1;
      from = range.last + 1;
    }
    return result;
  }

  private path({ first, last }: Range): string {
    const { folder, topic, format } = this.options;
    return join(folder, `${topic.name}-${pad(first)}-${pad(last)}.${format}`);
  }

  private async writeFile(range: Range): Promise<boolean> {
    const { log, format, signal, onLedger } = this.options;
    const path = `${this.path(range)}.part`;
    const file = await openers[format](path, this.shape);
    const derive = this.chosen.begin();
    let transactions = 0;
    for await (const segment of log.read({ from: range.first, to: range.last })) {
      await file.write(derive(segment));
      transactions += segment.transactions.length;
      if (!segment.last) continue;
      onLedger(segment.ledgerIndex, transactions);
      transactions = 0;
      if (signal.aborted) break;
    }
    await file.finish();
    if (signal.aborted) {
      rmSync(path);
      return false;
    }
    await persist(path);
    // Before the file is there: were the process to end in between, they would be read beside it.
    this.removePartsOf(range);
    await rename(path, this.path(range));
    return true;
  }

  /** With what an earlier export wrote of some of these ledgers: no ledger may be in two files. */
  private joined(range: Range): Range {
    for (const { first, last } of this.files()) {
      if (first > range.last || last < range.first) continue;
      range = { first: Math.min(first, range.first), last: Math.max(last, range.last) };
    }
    return range;
  }

  /** What an export that was killed had begun. */
  private removeUnfinished(): void {
    const { folder, topic } = this.options;
    for (const name of readdirSync(folder))
      if (name.startsWith(`${topic.name}-`) && name.endsWith('.part')) rmSync(join(folder, name));
  }

  /** Of earlier exports that ended, or began, within the range. */
  private removePartsOf(range: Range): void {
    for (const { path, first, last } of this.files()) {
      const within = first >= range.first && last <= range.last;
      if (within && path !== this.path(range)) rmSync(path);
    }
  }

  private files(): (Range & { path: string })[] {
    const { folder, topic, format } = this.options;
    return readdirSync(folder).flatMap((name) => {
      const [, of, first, last] = /^(.*)-(\d{10})-(\d{10})\.[a-z]+$/.exec(name) ?? [];
      if (of !== topic.name || !name.endsWith(`.${format}`)) return [];
      return [{ path: join(folder, name), first: Number(first), last: Number(last) }];
    });
  }
}

const pad = (ledgerIndex: number): string => String(ledgerIndex).padStart(10, '0');

/** Notes what the folder's files of a topic are, so that none of another kind comes between them. */
function claim(folder: string, topic: string, what: object): void {
  const path = join(folder, `${topic}.json`);
  const text = `${JSON.stringify(what, undefined, 2)}\n`;
  if (!existsSync(path)) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    throw new Error(`${folder} has an export of ${topic} with other settings (${path}); export to another folder`);
  }
}

async function persist(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

import { mkdir, open, rename, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { LedgerError, type LedgerDiff } from '../../xrpl/ledger-diff';
import type { LogWriter } from '../port';
import { encodeRecord } from '../record-codec';
import { frameBlock, newHeader } from './container';
import { endOfRange, listFiles, openName, sealedName } from './files';
import { SegmentReader } from './segment-reader';

const deflate = promisify(deflateRaw);
/** Ledgers being compressed on the thread pool while earlier ones are written. */
const inFlight = 16;

interface OpenFile {
  handle: FileHandle;
  path: string;
  sync: Buffer;
  first: number;
}

/**
 * Appends ledgers to an archive folder. The file of the running range is `…-open.avro`; once the range is
 * full it is flushed to disk and renamed to its range, after which it never changes.
 */
export class ArchiveWriter implements LogWriter {
  private file: OpenFile | undefined;
  private last: number | undefined;
  private appended: number | undefined;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private failure: unknown;

  private constructor(private readonly folder: string) {}

  /** Opens the archive for writing; what a crash left of an unfinished ledger is cut off. */
  static async open(folder: string): Promise<ArchiveWriter> {
    await mkdir(folder, { recursive: true });
    const writer = new ArchiveWriter(folder);
    const newest = (await listFiles(folder)).at(-1);
    if (newest?.last !== undefined) writer.last = newest.last;
    else if (newest) await writer.reopen(newest.path, newest.first);
    writer.appended = writer.last;
    return writer;
  }

  async append(segments: readonly LedgerDiff[]): Promise<void> {
    const ledgerIndex = segments[0]!.ledgerIndex;
    if (this.appended !== undefined && ledgerIndex !== this.appended + 1) {
      throw new LedgerError(ledgerIndex, `can't follow ledger ${this.appended} in the log`, this.folder);
    }
    this.appended = ledgerIndex;
    const compressed = segments.map((segment) => deflate(encodeRecord(segment), { level: 6 }));
    for (const block of compressed) block.catch(() => undefined); // reported by the queue
    this.waiting++;
    this.queue = this.queue
      .then(async () => {
        if (this.failure === undefined) await this.write(ledgerIndex, compressed);
        this.waiting--;
      })
      .catch((error: unknown) => {
        this.failure = error;
      });
    if (this.waiting >= inFlight) await this.queue;
    this.throwFailure();
  }

  async flush(): Promise<void> {
    await this.queue;
    this.throwFailure();
    await this.file?.handle.datasync();
  }

  async close(): Promise<void> {
    await this.queue;
    await this.file?.handle.close();
    this.file = undefined;
    this.throwFailure();
  }

  /** Ends the running range early: the archive is complete as it is. */
  async seal(): Promise<void> {
    await this.flush();
    if (this.file && this.last !== undefined) await this.sealFile(this.file, this.last);
  }

  private async write(ledgerIndex: number, compressed: Promise<Buffer>[]): Promise<void> {
    const file = (this.file ??= await this.create(ledgerIndex));
    const blocks = (await Promise.all(compressed)).map((data) => frameBlock(1, data, file.sync));
    await file.handle.appendFile(blocks.length === 1 ? blocks[0]! : Buffer.concat(blocks));
    this.last = ledgerIndex;
    if (ledgerIndex === endOfRange(ledgerIndex)) await this.sealFile(file, ledgerIndex);
  }

  private async create(first: number): Promise<OpenFile> {
    const path = join(this.folder, openName(first));
    const { bytes, sync } = newHeader();
    const handle = await open(path, 'ax');
    await handle.appendFile(bytes);
    return { handle, path, sync, first };
  }

  private async sealFile(file: OpenFile, last: number): Promise<void> {
    await file.handle.datasync();
    await file.handle.close();
    await rename(file.path, join(this.folder, sealedName(file.first, last)));
    this.file = undefined;
  }

  /** Continues the file that a stop or a crash left open, after its last complete ledger. */
  private async reopen(path: string, first: number): Promise<void> {
    const found = await lastComplete(path, first);
    await truncate(path, found.end);
    const handle = await open(path, 'a');
    let sync = found.sync;
    if (!sync) {
      const header = newHeader();
      await handle.appendFile(header.bytes);
      sync = header.sync;
    }
    this.file = { handle, path, sync, first };
    this.last = found.last ?? (await listFiles(this.folder)).at(-2)?.last;
    if (found.last !== undefined && found.last === endOfRange(found.last)) await this.sealFile(this.file, found.last);
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure as Error;
  }
}

interface Complete {
  /** The last ledger that is in the file with all its segments. */
  last: number | undefined;
  /** Where it ends. */
  end: number;
  sync: Buffer | undefined;
}

async function lastComplete(path: string, first: number): Promise<Complete> {
  const reader = await SegmentReader.open(path, first);
  try {
    let last: number | undefined;
    let end: number | undefined;
    for (let segment = await reader.next(); segment; segment = await reader.next()) {
      if (segment.last) {
        end = reader.end;
        last = segment.ledgerIndex;
      }
    }
    const { headerSize } = reader.blocks;
    return { last, end: end ?? headerSize, sync: headerSize > 0 ? reader.blocks.syncMarker : undefined };
  } finally {
    await reader.close();
  }
}

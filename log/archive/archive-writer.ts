import { mkdir, open, rename, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { LedgerError, type LedgerDiff } from '../../xrpl/ledger-diff';
import type { LogWriter } from '../port';
import { encodeRecord } from '../record-codec';
import { frameBlock, newHeader } from './container';
import { endOfRange, listFiles, openName, sealedName } from './files';
import { SegmentReader } from './segment-reader';

/** Level 6 takes 2% less space and two thirds more time, in the one place that every ledger must pass through. */
const effort = { level: 3, memLevel: 9 };

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

  private constructor(private readonly folder: string) {}

  /** Opens the archive for writing; what a crash left of an unfinished ledger is cut off. */
  static async open(folder: string): Promise<ArchiveWriter> {
    await mkdir(folder, { recursive: true });
    const writer = new ArchiveWriter(folder);
    const newest = (await listFiles(folder)).at(-1);
    if (newest?.last !== undefined) writer.last = newest.last;
    else if (newest) await writer.reopen(newest.path, newest.first);
    return writer;
  }

  async append(segments: readonly LedgerDiff[]): Promise<void> {
    const { ledgerIndex } = segments[0]!;
    if (this.last !== undefined && ledgerIndex !== this.last + 1) {
      throw new LedgerError(ledgerIndex, `can't follow ledger ${this.last} in the log`, this.folder);
    }
    const file = (this.file ??= await this.create(ledgerIndex));
    const blocks = segments.map((segment) => frameBlock(1, deflateRawSync(encodeRecord(segment), effort), file.sync));
    // One write: a reader sees all of a ledger or only a part that it sets aside.
    await file.handle.appendFile(blocks.length === 1 ? blocks[0]! : Buffer.concat(blocks));
    this.last = ledgerIndex;
    if (ledgerIndex === endOfRange(ledgerIndex)) await this.sealFile(file, ledgerIndex);
  }

  async flush(): Promise<void> {
    await this.file?.handle.datasync();
  }

  async close(): Promise<void> {
    await this.file?.handle.close();
    this.file = undefined;
  }

  /** Ends the running range early: the archive is complete as it is. */
  async seal(): Promise<void> {
    await this.flush();
    if (this.file && this.last !== undefined) await this.sealFile(this.file, this.last);
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

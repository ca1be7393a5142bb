import { mkdir, open, readdir, rename, rm, truncate, type FileHandle } from 'node:fs/promises';
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

/** Bytes written at once; only the state that a log begins with has more. */
const largestWrite = 8 << 20;
/** Ends the name of a file that has no whole ledger yet. */
const hidden = '.new';

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
    for (const name of await readdir(folder)) if (name.endsWith(hidden)) await rm(join(folder, name));
    const newest = (await listFiles(folder)).at(-1);
    if (newest?.last !== undefined) writer.last = newest.last;
    else if (newest) await writer.reopen(newest.path, newest.first);
    return writer;
  }

  async append(segments: Iterable<LedgerDiff>): Promise<void> {
    const [first] = segments;
    const { ledgerIndex } = first!;
    if (this.last !== undefined && ledgerIndex !== this.last + 1) {
      throw new LedgerError(ledgerIndex, `can't follow ledger ${this.last} in the log`, this.folder);
    }
    const file = this.file ?? (await this.create(ledgerIndex));
    let blocks: Buffer[] = [];
    let size = 0;
    for (const segment of segments) {
      if (size > largestWrite) {
        await file.handle.appendFile(Buffer.concat(blocks));
        [blocks, size] = [[], 0];
      }
      const block = frameBlock(1, deflateRawSync(encodeRecord(segment), effort), file.sync);
      blocks.push(block);
      size += block.length;
    }
    await file.handle.appendFile(blocks.length === 1 ? blocks[0]! : Buffer.concat(blocks));
    if (!this.file) await this.show(file);
    this.last = ledgerIndex;
    if (ledgerIndex === endOfRange(ledgerIndex)) await this.sealFile(this.file!, ledgerIndex);
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
    const path = join(this.folder, `${openName(first)}${hidden}`);
    const { bytes, sync } = newHeader();
    const handle = await open(path, 'w');
    await handle.appendFile(bytes);
    return { handle, path, sync, first };
  }

  /** A file comes to be seen with a whole ledger: the state that a log begins with may take a while to write. */
  private async show(file: OpenFile): Promise<void> {
    const path = join(this.folder, openName(file.first));
    await rename(file.path, path);
    this.file = { ...file, path };
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

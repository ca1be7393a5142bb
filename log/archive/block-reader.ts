import { open, type FileHandle } from 'node:fs/promises';
import { parseHeader, readLong, syncSize } from './container';

const chunkSize = 1 << 18;
/** No ledger segment comes near this; a larger block length means damage. */
const largestBlock = 1 << 28;

export interface Block {
  count: number;
  /** Still compressed. */
  data: Buffer;
  /** Where the block ends in the file. */
  end: number;
}

/** Reads the blocks of one container file in order, also while it grows. */
export class BlockReader {
  /** Unread bytes, beginning at file offset `position`. */
  private pending: Buffer = Buffer.alloc(0);
  private position = 0;
  private sync: Buffer | undefined;

  /** The schema the file was written with, as JSON text. Known once a block has been read. */
  schema = '';

  private constructor(private readonly file: FileHandle) {}

  static async open(path: string): Promise<BlockReader> {
    return new BlockReader(await open(path, 'r'));
  }

  /** The next block, or `undefined` when the file holds no further complete block (yet). @throws Error on damage. */
  async next(): Promise<Block | undefined> {
    if (!this.sync && !(await this.readHeader())) return undefined;
    for (;;) {
      const block = this.parseBlock();
      if (block) return block;
      if (!(await this.fill())) return this.setAside();
    }
  }

  /** The marker that ends every block of this file. Known once a block has been read. */
  get syncMarker(): Buffer {
    if (!this.sync) throw new Error('the file has no header yet');
    return this.sync;
  }

  /** Bytes after the last complete block when the file ended; not 0 for a file that was cut off. */
  leftover = 0;
  /** Size of the file's header; 0 while it is not complete. */
  headerSize = 0;

  async close(): Promise<void> {
    await this.file.close();
  }

  private async readHeader(): Promise<boolean> {
    for (;;) {
      if (this.pending.length >= 4) {
        const parsed = parseHeader(this.pending);
        if (parsed) {
          const { meta, sync } = parsed.header;
          const codec = meta['avro.codec']?.toString() ?? 'null';
          if (codec !== 'deflate') throw new Error(`codec ${codec} is not supported, deflate is`);
          this.schema = meta['avro.schema']?.toString() ?? '';
          this.sync = sync;
          this.headerSize = parsed.size;
          this.consume(parsed.size);
          return true;
        }
      }
      if (!(await this.fill())) {
        this.setAside();
        return false;
      }
    }
  }

  /**
   * Goes on after the next sync marker, past whatever is damaged.
   * @returns whether there is one
   */
  async resync(): Promise<boolean> {
    if (!this.sync) return false;
    for (;;) {
      const at = this.pending.indexOf(this.sync);
      if (at >= 0) {
        this.consume(at + syncSize);
        return true;
      }
      if (this.pending.length > syncSize) this.consume(this.pending.length - syncSize + 1);
      if (!(await this.fill())) return false;
    }
  }

  /** A part of a block is read again later: after a crash the writer cuts it off and writes it anew. */
  private setAside(): undefined {
    this.leftover = this.pending.length;
    this.pending = Buffer.alloc(0);
  }

  private parseBlock(): Block | undefined {
    const count = readLong(this.pending, 0);
    const size = count && readLong(this.pending, count.next);
    if (!count || !size) return undefined;
    if (size.value > largestBlock) throw new Error(`block of ${size.value} bytes at offset ${this.position}`);
    const end = size.next + size.value + syncSize;
    if (this.pending.length < end) return undefined;
    const data = this.pending.subarray(size.next, size.next + size.value);
    if (!this.pending.subarray(end - syncSize, end).equals(this.sync!)) {
      throw new Error(`no sync marker after the block at offset ${this.position}`);
    }
    this.consume(end);
    return { count: count.value, data, end: this.position };
  }

  private consume(bytes: number): void {
    this.pending = this.pending.subarray(bytes);
    this.position += bytes;
  }

  private async fill(): Promise<boolean> {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const { bytesRead } = await this.file.read(chunk, 0, chunkSize, this.position + this.pending.length);
    if (bytesRead === 0) return false;
    const read = chunk.subarray(0, bytesRead);
    this.pending = this.pending.length === 0 ? read : Buffer.concat([this.pending, read]);
    return true;
  }
}

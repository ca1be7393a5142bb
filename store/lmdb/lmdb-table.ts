import type { Database, RootDatabase } from 'lmdb';
import type { KeyOf, PartitionOf, RowOf, Table } from '../../schemas/table';
import type { RangeOptions } from '../port';
import { RowCodec } from '../row-codec';

/** LMDB compares keys and sorted duplicates as bytes; this hands ours through unchanged. */
const bytesEncoder = {
  encode: (bytes: Buffer): Buffer => bytes,
  decode: (bytes: Buffer, options?: { end: number }): Buffer => Buffer.from(bytes.subarray(0, options?.end)),
  writeKey: (bytes: Buffer, target: Buffer, at: number): number => {
    target.set(bytes, at);
    return at + bytes.length;
  },
  readKey: (bytes: Buffer, from: number, to: number): Buffer => Buffer.from(bytes.subarray(from, to)),
};

type AppendingPut = (key: Buffer, value: Buffer, options: { append: boolean }) => Promise<boolean>;

const none = Buffer.alloc(0);
/** Bytes that no clustering key which varies in width comes to. */
const longestKey = 512;

/**
 * One table as one LMDB database. Rows without values are sorted duplicates of their partition's key, which
 * stores the partition once instead of in every row (half the space for the object index); other rows are
 * key and value.
 */
export class LmdbTable<T extends Table = Table> {
  readonly codec: RowCodec<T>;
  private readonly db: Database<Buffer, Buffer>;
  private readonly duplicates: boolean;
  /** The greatest key, where rows mostly come in ascending order: those are appended, which fills pages fully. */
  private last: Buffer | undefined;

  constructor(env: RootDatabase, table: T) {
    this.codec = new RowCodec(table);
    this.duplicates = Object.keys(table.values).length === 0 && Object.keys(table.clustering).length > 0;
    const options = this.duplicates ? { dupSort: true, encoder: bytesEncoder } : { encoding: 'binary' as const };
    this.db = env.openDB<Buffer, Buffer>({ name: table.name, keyEncoding: 'binary', ...options });
    if (!this.duplicates && Object.values(table.values).includes('bytes')) {
      this.last = none;
      for (const key of this.db.getKeys({ reverse: true, limit: 1 })) this.last = key;
    }
  }

  /** Within a transaction, where a value of the table rises. */
  put(row: RowOf<T>): void {
    const { codec } = this;
    if (this.isBelow(row)) return;
    if (this.duplicates) void this.db.put(codec.partition.encode(row), codec.clustering.encode(row));
    else this.putKey(codec.key(row), codec.value(row));
  }

  remove(key: KeyOf<T>): void {
    const { codec } = this;
    if (this.duplicates) void this.db.remove(codec.partition.encode(key), codec.clustering.encode(key));
    else void this.db.remove(codec.key(key));
  }

  get(key: KeyOf<T>): RowOf<T> | undefined {
    const { codec } = this;
    const bytes = codec.key(key);
    if (this.duplicates) {
      const found = this.db.doesExist(codec.partition.encode(key), codec.clustering.encode(key) as never);
      return found ? codec.row(bytes, none) : undefined;
    }
    const value = this.db.get(bytes);
    return value && codec.row(bytes, value);
  }

  range(partition: PartitionOf<T>, options: RangeOptions<T>): RowOf<T>[] {
    const prefix = this.codec.partition.encode(partition);
    return this.duplicates ? this.rangeOfDuplicates(prefix, options) : this.rangeOfKeys(prefix, options);
  }

  *scan(): Generator<RowOf<T>> {
    for (const { key, value } of this.db.getRange({})) {
      yield this.duplicates ? this.codec.row(Buffer.concat([key, value]), none) : this.codec.row(key, value);
    }
  }

  size(): { rows: number; bytes: number } {
    const stats = this.db.getStats() as Record<string, number>;
    const pages = stats['treeBranchPageCount']! + stats['treeLeafPageCount']! + stats['overflowPages']!;
    return { rows: stats['entryCount']!, bytes: pages * stats['pageSize']! };
  }

  async drop(): Promise<void> {
    await this.db.drop();
  }

  /** Whether what is there has risen further. */
  private isBelow(row: RowOf<T>): boolean {
    const rises = this.codec.table.rises as keyof RowOf<T> | undefined;
    if (rises === undefined) return false;
    const found = this.get(row);
    return found !== undefined && row[rises] < found[rises];
  }

  private putKey(key: Buffer, value: Buffer): void {
    const append = this.last !== undefined && key.compare(this.last) > 0;
    if (append) this.last = key;
    // The options are missing from lmdb's type of `put`, not from `put`.
    if (append) void (this.db.put as AppendingPut).call(this.db, key, value, { append });
    else void this.db.put(key, value);
  }

  private rangeOfDuplicates(partition: Buffer, options: RangeOptions<T>): RowOf<T>[] {
    const { first, last } = this.bounds(none, options);
    const rows: RowOf<T>[] = [];
    const { reverse = false, limit = Infinity } = options;
    for (const value of this.db.getValues(partition, { start: reverse ? last : first, reverse })) {
      if (reverse ? value.compare(first) < 0 : value.compare(last) > 0) break;
      rows.push(this.codec.row(Buffer.concat([partition, value]), none));
      if (rows.length >= limit) break;
    }
    return rows;
  }

  private rangeOfKeys(partition: Buffer, options: RangeOptions<T>): RowOf<T>[] {
    const { first, last } = this.bounds(partition, options);
    const rows: RowOf<T>[] = [];
    const { reverse = false, limit = Infinity } = options;
    for (const { key, value } of this.db.getRange({ start: reverse ? last : first, reverse })) {
      if (reverse ? key.compare(first) < 0 : key.compare(last) > 0) break;
      rows.push(this.codec.row(key, value));
      if (rows.length >= limit) break;
    }
    return rows;
  }

  /** The least and the greatest key bytes within the bounds. */
  private bounds(prefix: Buffer, { from, to }: RangeOptions<T>): { first: Buffer; last: Buffer } {
    const clustering = this.codec.clustering;
    const first = from ? Buffer.concat([prefix, clustering.encode(from as never)]) : prefix;
    const end = to ? clustering.encode(to as never) : none;
    const last = Buffer.concat([prefix, end, Buffer.alloc((clustering.width ?? longestKey) - end.length, 0xff)]);
    // A range of duplicates can't start at no bytes at all.
    return { first: first.length === 0 ? Buffer.alloc(1) : first, last };
  }
}

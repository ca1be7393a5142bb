import type { Table } from '../../schemas/table';
import { stateFrom } from '../blocks/placement';
import { shortSkipListKey } from '../blocks/skip-list';

export type Cells = Readonly<Record<string, unknown>>;

/** Which of a table's buckets a key lies in. What a bound leaves open counts as `open`. */
type BucketOf = (key: Cells, open: number) => number;

interface Layout {
  readonly bucketOf: BucketOf;
  /** Whether a bucket is shared by many partitions as they were declared; else one of them has many buckets. */
  readonly shared: boolean;
}

/** The leading bits of a hash or an account, which are as good as random. */
const leading = (bits: number, bytes: unknown): number => (bytes as Buffer).readUInt16BE() >>> (16 - bits);

const sharedBits = 14;
/** Sixteen buckets for each of the 256 partitions of `keys`. */
const keyBits = 12;

/**
 * Tables with as many partitions as they have keys, and a row or a few in each. A partition costs an entry of an index
 * that isn't compressed, as large as a row of ours or larger, so 2^14 of these share what the cluster takes for one.
 */
const shares = (column: string): Layout => ({
  shared: true,
  bucketOf: (cells) => leading(sharedBits, cells[column]),
});

const layouts: Readonly<Record<string, Layout>> = {
  transaction_hashes: shares('prefix'),
  ledger_hashes: shares('hash'),
  account_eras: shares('account'),
  objects: {
    shared: true,
    // The short skip list changes with every ledger, alone of all: a million of its versions are a bucket.
    bucketOf: ({ key, ledger }, open) =>
      shortSkipListKey.equals(key as Buffer)
        ? (1 << sharedBits) + (((ledger as number | undefined) ?? open) >>> 20)
        : leading(sharedBits, key),
  },
  // A 256th of all births and deaths would be too large on the main network.
  keys: {
    shared: false,
    bucketOf: ({ prefix, key }, open) =>
      key === undefined ? ((prefix as number) << (keyBits - 8)) | (open & 0xf) : leading(keyBits, key),
  },
  // What a ledger did lies together; of a whole state 2^18 objects do, some 30 MB.
  contents: {
    shared: false,
    bucketOf: ({ position }, open) => {
      const place = (position as number | undefined) ?? open;
      return place < stateFrom ? 0 : 1 + ((place - stateFrom) >>> 18);
    },
  },
};

/** A table as the cluster has it. */
export interface Laid {
  readonly table: Table;
  /** Columns of the key, or some of them, as the cluster has them. */
  readonly keyed: (cells: Cells) => Cells;
  /** The first and the last bucket with rows of a partition between two bounds. Their order is that of the rows. */
  readonly between: (least: Cells, most: Cells) => readonly [number, number];
}

/** Where the rows of a partition lie. A later generation of a table (`objects_2`) lies as the first. */
export function laidOut(table: Table): Laid {
  const layout = layouts[table.name.replace(/_\d+$/, '')];
  if (!layout) return { table, keyed: (cells) => cells, between: () => [0, 0] };
  const { bucketOf, shared } = layout;
  const { name, partition, clustering, values } = table;
  return {
    table: {
      name,
      partition: { ...(shared ? {} : partition), bucket: 'u16' },
      clustering: { ...(shared ? partition : {}), ...clustering },
      values,
    },
    keyed: (cells) => ({ ...cells, bucket: bucketOf(cells, 0) }),
    between: (least, most) => [bucketOf(least, 0), bucketOf(most, 0xffffffff)],
  };
}

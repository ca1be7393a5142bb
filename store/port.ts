import type { ClusteringOf, KeyOf, PartitionOf, RowOf, Table } from '../schemas/table';

export interface RangeOptions<T extends Table> {
  /** Inclusive bounds; leading clustering columns suffice. */
  from?: Partial<ClusteringOf<T>>;
  to?: Partial<ClusteringOf<T>>;
  /** Last row first. */
  reverse?: boolean;
  limit?: number;
}

export type Write = { table: Table; row: RowOf<Table> } | { table: Table; delete: KeyOf<Table> };

/**
 * The tables. Writes are upserts keyed by what they are, so that repeating them changes nothing; no
 * transaction spans a call, so callers write what depends on other rows only after those are durable.
 *
 * @throws StoreUnavailable when the database can't be reached or is overloaded; trying again later is right.
 */
export interface TableStore {
  /** Resolves when all rows survive a crash of the machine. Rows of one call may become visible in any order. */
  write(writes: readonly Write[]): Promise<void>;
  get<T extends Table>(table: T, key: KeyOf<T>): Promise<RowOf<T> | undefined>;
  /** Rows of one partition in clustering order. */
  range<T extends Table>(table: T, partition: PartitionOf<T>, options?: RangeOptions<T>): Promise<RowOf<T>[]>;
  /** Every row of the table; partitions in no particular order. */
  scan<T extends Table>(table: T): AsyncIterable<RowOf<T>>;
  /** Removes every row of the table, and the table itself where the database has such a thing. */
  drop(table: Table): Promise<void>;
  /** Rows and bytes of a table, as far as the database knows them. */
  size(table: Table): Promise<{ rows: number; bytes: number }>;
  close(): Promise<void>;
}

export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A typed write of one row. */
export function put<T extends Table>(table: T, row: RowOf<T>): Write {
  return { table, row };
}

/**
 * What a table is, for every backend. Key columns order rows by their unsigned big-endian bytes; only the last
 * key column may vary in width.
 *
 * | type | in a row | CQL |
 * | --- | --- | --- |
 * | `u8`, `u16`, `u32` | number | smallint, int, bigint |
 * | `hash256`, `hash192`, `hash64`, `account` | Buffer of 32, 24, 8, 20 bytes | blob |
 * | `bytes` | Buffer of any length | blob |
 * | `text` | string | text |
 */
export type ColumnType = 'u8' | 'u16' | 'u32' | 'hash256' | 'hash192' | 'hash64' | 'account' | 'bytes' | 'text';
export type Columns = Readonly<Record<string, ColumnType>>;

type Value<T extends ColumnType> = T extends 'u8' | 'u16' | 'u32' ? number : T extends 'text' ? string : Buffer;
export type Values<C extends Columns> = { [K in keyof C]: Value<C[K]> };

export interface Table<P extends Columns = Columns, C extends Columns = Columns, V extends Columns = Columns> {
  /** Name in the database. */
  readonly name: string;
  /** Rows of one partition live together and are read as one range. */
  readonly partition: P;
  /** Order of rows within a partition. */
  readonly clustering: C;
  readonly values: V;
  /**
   * The value, a `u32`, that says which of several writes of one row stays: the one where it is greatest, whoever wrote,
   * in whichever order they came, by whichever clock. Of equal ones either. In a cluster such a row is removed for good.
   */
  readonly rises?: string;
}

export type PartitionOf<T extends Table> = Values<T['partition']>;
export type ClusteringOf<T extends Table> = Values<T['clustering']>;
export type KeyOf<T extends Table> = PartitionOf<T> & ClusteringOf<T>;
export type RowOf<T extends Table> = KeyOf<T> & Values<T['values']>;

export function defineTable<P extends Columns, C extends Columns, V extends Columns>(
  table: Table<P, C, V> & { readonly rises?: keyof V },
): Table<P, C, V> {
  return table;
}

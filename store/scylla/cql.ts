import type { Columns, ColumnType, Table } from '../../schemas/table';
import { laidOut, type Cells, type Laid } from './buckets';

/** `schemas/table.ts` gives the types. */
export const cqlTypes: Record<ColumnType, string> = {
  u8: 'smallint',
  u16: 'int',
  u32: 'bigint',
  hash256: 'blob',
  hash192: 'blob',
  hash64: 'blob',
  account: 'blob',
  bytes: 'blob',
  text: 'text',
};

/** Column names may be CQL's own words (`index`, `key`): all are quoted. */
export const quoted = (name: string): string => `"${name}"`;
const list = (names: readonly string[]): string => names.map(quoted).join(', ');

export const keyColumns = (table: Table): Columns => ({ ...table.partition, ...table.clustering });
const allColumns = (table: Table): Columns => ({ ...keyColumns(table), ...table.values });

const equals = (names: readonly string[]): string => names.map((name) => `${quoted(name)} = ?`).join(' AND ');

/** One bound of a range: the leading clustering columns that it names, as a tuple. */
const bound = (names: readonly string[], operator: '>=' | '<='): string =>
  names.length === 0 ? '' : ` AND (${list(names)}) ${operator} (${names.map(() => '?').join(', ')})`;

/**
 * When a value that rises is 0, in microseconds since 1970; each one more is a microsecond. What clocks gave such rows
 * in earlier versions is before it, and no `u32` is far in the future, which servers refuse.
 */
const risingFrom = Date.UTC(2026, 10, 30) * 1000;
const highest = 0xffffffff;

/** Bounds of a read, as columns of the key. */
export interface Range {
  readonly from: Cells;
  readonly to: Cells;
  readonly reverse: boolean;
  readonly limit?: number | undefined;
}

export interface Query {
  readonly query: string;
  readonly params: unknown[];
}

/** The statements of one table. Their texts are few, so that each is prepared once. */
export class Statements {
  /** Columns of a row as it was declared. */
  readonly columns: readonly [string, ColumnType][];
  readonly scan: string;
  readonly count: string;
  private readonly insertion: string;
  private readonly removal: string;
  /** The table's name with its keyspace. */
  private readonly name: string;
  private readonly laid: Laid;
  private readonly all: readonly string[];
  private readonly key: readonly string[];
  private readonly partition: readonly string[];
  private readonly clustering: readonly string[];
  /** The database keeps the newest write of a row: where a value rises, it is what tells the time. */
  private readonly rises: string | undefined;

  constructor(declared: Table, keyspace: string) {
    this.laid = laidOut(declared);
    const { table } = this.laid;
    this.columns = Object.entries(allColumns(declared));
    this.all = Object.keys(allColumns(table));
    this.key = Object.keys(keyColumns(table));
    this.partition = Object.keys(table.partition);
    this.clustering = Object.keys(table.clustering);
    this.name = `${quoted(keyspace)}.${quoted(table.name)}`;
    this.scan = `SELECT ${list(this.columns.map(([name]) => name))} FROM ${this.name}`;
    this.rises = declared.rises;
    const marks = this.all.map(() => '?').join(', ');
    const time = this.rises === undefined ? '' : ' USING TIMESTAMP ?';
    this.insertion = `INSERT INTO ${this.name} (${list(this.all)}) VALUES (${marks})${time}`;
    this.removal = `DELETE FROM ${this.name}${time} WHERE ${equals(this.key)}`;
    this.count = `SELECT count(*) AS rows FROM ${this.name}`;
  }

  /** As the cluster has it. */
  get table(): Table {
    return this.laid.table;
  }

  insert(row: Cells): Query {
    const time = this.rises === undefined ? [] : [risingFrom + (row[this.rises] as number)];
    return { query: this.insertion, params: [...valuesOf(this.all, this.laid.keyed(row)), ...time] };
  }

  get(key: Cells): Query {
    return { query: `${this.scan} WHERE ${equals(this.key)}`, params: valuesOf(this.key, this.laid.keyed(key)) };
  }

  remove(key: Cells): Query {
    const time = this.rises === undefined ? [] : [risingFrom + highest];
    return { query: this.removal, params: [...time, ...valuesOf(this.key, this.laid.keyed(key))] };
  }

  /** The buckets that rows of one partition, as it was declared, may lie in: in the order in which they are read. */
  buckets(partition: Cells, { from, to, reverse }: Range): number[] {
    const [first, last] = this.laid.between({ ...partition, ...from }, { ...partition, ...to });
    const buckets = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    return reverse ? buckets.reverse() : buckets;
  }

  /** Rows of one partition, as it was declared, that lie in one bucket. */
  range(partition: Cells, bucket: number, { from, to, reverse, limit }: Range): Query {
    // Where partitions share a bucket, the columns that name one come first in both bounds.
    const [least, most] = [
      { ...partition, ...from },
      { ...partition, ...to },
    ];
    const named = (bound: Cells): string[] => this.clustering.filter((name) => name in bound);
    const [after, before] = [named(least), named(most)];
    const order = reverse ? ` ORDER BY ${this.clustering.map((name) => `${quoted(name)} DESC`).join(', ')}` : '';
    const where = equals(this.partition) + bound(after, '>=') + bound(before, '<=');
    return {
      query: `${this.scan} WHERE ${where}${order}${limit === undefined ? '' : ' LIMIT ?'}`,
      params: [
        ...valuesOf(this.partition, { ...partition, bucket }),
        ...valuesOf(after, least),
        ...valuesOf(before, most),
        ...(limit === undefined ? [] : [limit]),
      ],
    };
  }

  create(options: string): string {
    const columns = Object.entries(allColumns(this.table));
    const typed = columns.map(([name, type]) => `${quoted(name)} ${cqlTypes[type]}`).join(', ');
    const key = [`(${list(this.partition)})`, ...this.clustering.map(quoted)].join(', ');
    return `CREATE TABLE IF NOT EXISTS ${this.name} (${typed}, PRIMARY KEY (${key})) WITH ${options}`;
  }

  alter(options: string): string {
    return `ALTER TABLE ${this.name} WITH ${options}`;
  }

  addColumn(name: string): string {
    return `ALTER TABLE ${this.name} ADD ${quoted(name)} ${cqlTypes[this.table.values[name]!]}`;
  }

  drop(): string {
    return `DROP TABLE IF EXISTS ${this.name}`;
  }
}

const valuesOf = (names: readonly string[], cells: Cells): unknown[] => names.map((name) => cells[name]);

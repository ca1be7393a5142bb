import type { Columns, ColumnType, Table } from '../../schemas/table';

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

/** The statements of one table. Their texts are few, so that each is prepared once. */
export class Statements {
  /** All columns of a row, in the order of `insert`'s parameters. */
  readonly columns: readonly [string, ColumnType][];
  /** The key's columns, in the order of `get`'s and `remove`'s parameters. */
  readonly key: readonly string[];
  readonly partition: readonly string[];
  readonly clustering: readonly string[];
  readonly insert: string;
  readonly get: string;
  readonly remove: string;
  readonly scan: string;
  readonly count: string;

  constructor(
    private readonly table: Table,
    keyspace: string,
  ) {
    this.columns = Object.entries(allColumns(table));
    this.key = Object.keys(keyColumns(table));
    this.partition = Object.keys(table.partition);
    this.clustering = Object.keys(table.clustering);
    const names = this.columns.map(([name]) => name);
    this.name = `${quoted(keyspace)}.${quoted(table.name)}`;
    this.insert = `INSERT INTO ${this.name} (${list(names)}) VALUES (${names.map(() => '?').join(', ')})`;
    this.scan = `SELECT ${list(names)} FROM ${this.name}`;
    this.get = `${this.scan} WHERE ${equals(this.key)}`;
    this.remove = `DELETE FROM ${this.name} WHERE ${equals(this.key)}`;
    this.count = `SELECT count(*) AS rows FROM ${this.name}`;
  }

  /** With its keyspace. */
  readonly name: string;

  /** Parameters: the partition's columns, those of `from`, those of `to`, the limit if there is one. */
  range(from: readonly string[], to: readonly string[], reverse: boolean, limited: boolean): string {
    const order = reverse ? ` ORDER BY ${this.clustering.map((name) => `${quoted(name)} DESC`).join(', ')}` : '';
    const where = equals(this.partition) + bound(from, '>=') + bound(to, '<=');
    return `${this.scan} WHERE ${where}${order}${limited ? ' LIMIT ?' : ''}`;
  }

  create(options: string): string {
    const columns = this.columns.map(([name, type]) => `${quoted(name)} ${cqlTypes[type]}`).join(', ');
    const key = [`(${list(this.partition)})`, ...this.clustering.map(quoted)].join(', ');
    return `CREATE TABLE IF NOT EXISTS ${this.name} (${columns}, PRIMARY KEY (${key})) WITH ${options}`;
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

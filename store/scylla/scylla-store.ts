import { errors, types, type QueryOptions } from 'cassandra-driver';
import type { ColumnType, KeyOf, PartitionOf, RowOf, Table } from '../../schemas/table';
import { bookkeepingTables } from '../../schemas/tables/bookkeeping';
import { viewTables } from '../../schemas/views';
import type { RangeOptions, TableStore, Write } from '../port';
import { Statements, type Range } from './cql';
import { KeyDiffers, migrate, tableExists } from './migration';
import { partitionBatches } from './partition-batches';
import { Session, type ClusterAddress } from './session';

/** Requests under way at once: the driver writes most rows a second at about this many. */
const writesInFlight = 256;
/** Rows of one page of a read. */
const pageSize = 1000;

/** Parts of one partition that are asked at once when the first one had not all that was wanted. */
const bucketsAtOnce = 16;

const { localQuorum } = types.consistencies;
/** A quorum here and one below have a replica in common: who reads a watermark reads the rows beneath it. */
const durably: QueryOptions = { consistency: localQuorum };
const currently: QueryOptions = { consistency: localQuorum, isIdempotent: true };

const everyTable: readonly Table[] = [...Object.values(viewTables).flat(), ...bookkeepingTables];

/** What Cassandra and ScyllaDB say of a table, and of its keyspace. */
const notThere = /does not exist|unconfigured table/i;

/**
 * The tables in ScyllaDB or Apache Cassandra. Whoever writes makes the tables that it writes to; whoever only reads
 * changes nothing, and finds a table that is not there empty.
 */
export class ScyllaStore implements TableStore {
  private readonly session: Session;
  private readonly statements = new Map<string, Statements>();
  private readonly ready = new Map<string, Promise<void>>();

  /** @param patience how long to try before `StoreUnavailable`, in milliseconds */
  constructor(address: ClusterAddress, patience: number) {
    this.session = new Session(address, patience);
  }

  async write(writes: readonly Write[]): Promise<void> {
    const tables = new Set<Table>(writes.map(({ table }) => table));
    // All tables at once, not each with its first row: a table that was only just made may not outlive a
    // crash of a single node, which reads its schema before its commit log.
    const others = everyTable.some((table) => tables.has(table))
      ? everyTable.filter((table) => !tables.has(table))
      : [];
    await Promise.all([
      ...[...tables].map((table) => this.prepareTable(table)),
      ...others.map((table) =>
        this.prepareTable(table).catch((error: unknown) => {
          // Its view is being rebuilt, into tables of the next generation.
          if (!(error instanceof KeyDiffers)) throw error;
        }),
      ),
    ]);
    const batches = partitionBatches(writes).values();
    let failed = false;
    const lane = async (): Promise<void> => {
      for (const batch of batches) {
        if (failed) return;
        await this.writeBatch(batch).catch((error: unknown) => {
          failed = true;
          throw error;
        });
      }
    };
    await Promise.all(Array.from({ length: writesInFlight }, lane));
  }

  async get<T extends Table>(table: T, key: KeyOf<T>): Promise<RowOf<T> | undefined> {
    const statements = this.of(table);
    const { query, params } = statements.get(key);
    const result = await this.read(query, params, currently);
    return result?.rows[0] && rowOf(statements, result.rows[0]);
  }

  async range<T extends Table>(
    table: T,
    partition: PartitionOf<T>,
    { from = {}, to = {}, reverse = false, limit = Infinity }: RangeOptions<T> = {},
  ): Promise<RowOf<T>[]> {
    const bounds = { from, to, reverse };
    const buckets = this.of(table).buckets(partition, bounds);
    const rows: RowOf<T>[] = [];
    // On a large table the first bucket has all that is wanted; on a small one each has little.
    for (let asked = 0, width = 1; asked < buckets.length && rows.length < limit; width = bucketsAtOnce) {
      const next = buckets.slice(asked, (asked += width));
      const wanted = limit - rows.length;
      const found = await Promise.all(next.map((bucket) => this.inBucket(table, partition, bucket, bounds, wanted)));
      for (const part of found) for (const row of part) if (rows.length < limit) rows.push(row);
    }
    return rows;
  }

  async *scan<T extends Table>(table: T): AsyncGenerator<RowOf<T>> {
    for await (const page of this.pages(table, this.of(table).scan, [])) yield* page;
  }

  async drop(table: Table): Promise<void> {
    this.ready.delete(table.name);
    if (await tableExists(this.session, table.name)) await this.session.define(this.of(table).drop());
  }

  /** Rows are counted, which reads the table; bytes are the cluster's estimate, minutes old. */
  async size(table: Table): Promise<{ rows: number; bytes: number }> {
    const counted = await this.read(this.of(table).count, [], currently);
    const query =
      'SELECT mean_partition_size, partitions_count FROM system.size_estimates WHERE keyspace_name = ? AND table_name = ?';
    const estimates = await this.session.execute(query, [this.session.address.keyspace, table.name], {});
    const bytes = estimates.rows.reduce(
      (sum, row) => sum + Number(row['mean_partition_size']) * Number(row['partitions_count']),
      0,
    );
    return { rows: Number(counted?.rows[0]?.['rows'] ?? 0), bytes };
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private async inBucket<T extends Table>(
    table: T,
    partition: PartitionOf<T>,
    bucket: number,
    bounds: Omit<Range, 'limit'>,
    limit: number,
  ): Promise<RowOf<T>[]> {
    const most = limit === Infinity ? {} : { limit };
    const { query, params } = this.of(table).range(partition, bucket, { ...bounds, ...most });
    const rows: RowOf<T>[] = [];
    for await (const page of this.pages(table, query, params)) rows.push(...page);
    return rows;
  }

  private async *pages<T extends Table>(table: T, query: string, params: unknown[]): AsyncGenerator<RowOf<T>[]> {
    const statements = this.of(table);
    let pageState: string | undefined;
    do {
      const options = { ...currently, fetchSize: pageSize, ...(pageState !== undefined && { pageState }) };
      const page: types.ResultSet | undefined = await this.read(query, params, options);
      if (!page) return;
      yield page.rows.map((row) => rowOf<T>(statements, row));
      pageState = page.pageState ?? undefined;
    } while (pageState !== undefined);
  }

  /** `undefined` when the table is not there (yet). */
  private async read(query: string, params: unknown[], options: QueryOptions): Promise<types.ResultSet | undefined> {
    try {
      return await this.session.execute(query, params, options);
    } catch (error) {
      const refused = error instanceof errors.ResponseError && error.code === Number(types.responseErrorCodes.invalid);
      // Not asked of system_schema: that has a table which another process is making before it can be read.
      if (refused && notThere.test((error as Error).message)) return undefined;
      throw error;
    }
  }

  /** Rows of one partition. */
  private async writeBatch(writes: readonly Write[]): Promise<void> {
    const queries = writes.map((write) => {
      const statements = this.of(write.table);
      return 'row' in write ? statements.insert(write.row) : statements.remove(write.delete);
    });
    const [first] = queries;
    if (queries.length === 1) await this.session.execute(first!.query, first!.params, durably);
    else await this.session.batch(queries, durably);
  }

  private async prepareTable(table: Table): Promise<void> {
    let ready = this.ready.get(table.name);
    if (!ready) {
      ready = migrate(this.session, this.of(table));
      this.ready.set(table.name, ready);
      ready.catch(() => this.ready.delete(table.name));
    }
    await ready;
  }

  private of(table: Table): Statements {
    let found = this.statements.get(table.name);
    if (!found) this.statements.set(table.name, (found = new Statements(table, this.session.address.keyspace)));
    return found;
  }
}

/** What a column holds in rows that were written before the schema had it. */
function absent(type: ColumnType): number | string | Buffer {
  if (type === 'u8' || type === 'u16' || type === 'u32') return 0;
  return type === 'text' ? '' : Buffer.alloc(0);
}

function rowOf<T extends Table>({ columns }: Statements, row: types.Row): RowOf<T> {
  const cells: Record<string, unknown> = {};
  for (const [name, type] of columns) {
    const cell: unknown = row[name];
    if (cell === null) cells[name] = absent(type);
    else cells[name] = type === 'u32' ? (cell as types.Long).toNumber() : cell;
  }
  return cells as RowOf<T>;
}

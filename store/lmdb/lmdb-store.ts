import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import type { KeyOf, PartitionOf, RowOf, Table } from '../../schemas/table';
import type { RangeOptions, TableStore, Write } from '../port';
import { LmdbTable } from './lmdb-table';

/** Large enough that a block of several kilobytes shares a page with others instead of taking pages of its own. */
const pageSize = 32768;

/** The embedded tables: one LMDB file, written by one process at a time and read by any number. */
export class LmdbStore implements TableStore {
  private readonly env: RootDatabase;
  private readonly tables = new Map<string, LmdbTable>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.env = open({
      path: join(folder, 'tables.mdb'),
      maxDbs: 128,
      maxReaders: 512,
      pageSize,
      encoding: 'binary',
      keyEncoding: 'binary',
    });
  }

  async write(writes: readonly Write[]): Promise<void> {
    await this.env.batch(() => {
      for (const write of writes) {
        const table = this.table(write.table);
        if ('row' in write) table.put(write.row);
        else table.remove(write.delete);
      }
    });
    await this.env.flushed;
  }

  async get<T extends Table>(table: T, key: KeyOf<T>): Promise<RowOf<T> | undefined> {
    return this.table(table).get(key);
  }

  async range<T extends Table>(
    table: T,
    partition: PartitionOf<T>,
    options: RangeOptions<T> = {},
  ): Promise<RowOf<T>[]> {
    return this.table(table).range(partition, options);
  }

  async *scan<T extends Table>(table: T): AsyncGenerator<RowOf<T>> {
    yield* this.table(table).scan();
  }

  async drop(table: Table): Promise<void> {
    await this.table(table).drop();
    this.tables.delete(table.name);
  }

  async size(table: Table): Promise<{ rows: number; bytes: number }> {
    return this.table(table).size();
  }

  async close(): Promise<void> {
    await this.env.close();
  }

  private table<T extends Table>(table: T): LmdbTable<T> {
    let found = this.tables.get(table.name);
    if (!found) {
      found = new LmdbTable(this.env, table);
      this.tables.set(table.name, found);
    }
    return found as unknown as LmdbTable<T>;
  }
}

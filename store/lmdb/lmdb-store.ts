import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import type { KeyOf, PartitionOf, RowOf, Table } from '../../schemas/table';
import type { RangeOptions, TableStore, Write } from '../port';
import { LmdbTable } from './lmdb-table';

/**
 * Rows of a few bytes are written all over their tables, and each page touched is written again: small pages. Blocks
 * of several kilobytes are mostly appended, and must share pages: large ones.
 */
const files = {
  index: { name: 'index.mdb', pageSize: 4096 },
  blocks: { name: 'blocks.mdb', pageSize: 32768 },
} as const;

const holdsBlocks = (table: Table): boolean => Object.values(table.values).includes('bytes');

/** The embedded tables: two LMDB files, written by one process at a time and read by any number. */
export class LmdbStore implements TableStore {
  private readonly index: RootDatabase;
  private readonly blocks: RootDatabase;
  private readonly tables = new Map<string, LmdbTable>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    const options = { maxDbs: 128, maxReaders: 512, encoding: 'binary', keyEncoding: 'binary' } as const;
    const [index, blocks] = [files.index, files.blocks].map(({ name, pageSize }) =>
      open({ path: join(folder, name), pageSize, ...options }),
    );
    this.index = index!;
    this.blocks = blocks!;
  }

  async write(writes: readonly Write[]): Promise<void> {
    const [blocks, index] = [true, false].map((kind) => writes.filter(({ table }) => holdsBlocks(table) === kind));
    await Promise.all([this.commit(this.blocks, blocks!), this.commit(this.index, index!)]);
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
    await Promise.all([this.index.close(), this.blocks.close()]);
  }

  private async commit(file: RootDatabase, writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return;
    const inOrder = (): void => {
      for (const write of writes) {
        const table = this.table(write.table);
        if ('row' in write) table.put(write.row);
        else table.remove(write.delete);
      }
    };
    // Where a value rises, what is there counts: no other write may come in between.
    const reads = writes.some(({ table }) => table.rises !== undefined);
    await (reads ? file.transaction(inOrder) : file.batch(inOrder));
    await file.flushed;
  }

  private table<T extends Table>(table: T): LmdbTable<T> {
    let found = this.tables.get(table.name);
    if (!found) {
      found = new LmdbTable(holdsBlocks(table) ? this.blocks : this.index, table);
      this.tables.set(table.name, found);
    }
    return found as unknown as LmdbTable<T>;
  }
}

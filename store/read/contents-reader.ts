import type { RowOf, Table } from '../../schemas/table';
import { contents } from '../../schemas/tables/contents';
import { decompress } from '../blocks/compression';
import { unpackContents, type ContentsBlock } from '../blocks/contents-block';
import type { TableStore } from '../port';
import { BlockCache } from './block-cache';
import type { GenerationTables } from './generation-tables';

/** Blocks of ledgers' contents, the recently used ones from memory. */
export class ContentsReader {
  private readonly cache: BlockCache;

  constructor(
    private readonly store: TableStore,
    private readonly tables: GenerationTables,
    cacheBytes: number,
  ) {
    this.cache = new BlockCache(cacheBytes);
  }

  /** The block that holds that position if anything does: the last one that begins at or before it. */
  async block(ledger: number, position: number): Promise<ContentsBlock | undefined> {
    const table = await this.tables.current(contents);
    const cached = this.cache.find(table.name, ledger, position);
    if (cached) return cached;
    const [row] = await this.store.range(table, { ledger }, { to: { position }, reverse: true, limit: 1 });
    if (!row) return undefined;
    return this.unpack(table, row);
  }

  /** All blocks of the ledger, or those that begin at or before `to`. */
  async blocks(ledger: number, to?: number): Promise<ContentsBlock[]> {
    const table = await this.tables.current(contents);
    const rows = await this.store.range(table, { ledger }, to === undefined ? {} : { to: { position: to } });
    return rows.map((row) => this.cache.find(table.name, ledger, row.position) ?? this.unpack(table, row));
  }

  private unpack({ name }: Table, { ledger, position, block }: RowOf<typeof contents>): ContentsBlock {
    const bytes = decompress(block);
    const unpacked = unpackContents(position, bytes);
    this.cache.add(name, ledger, unpacked, bytes.length);
    return unpacked;
  }
}

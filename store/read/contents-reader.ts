import type { RowOf, Table } from '../../schemas/table';
import { contents } from '../../schemas/tables/contents';
import { decompress } from '../blocks/compression';
import { unpackContents, type ContentsBlock } from '../blocks/contents-block';
import type { TableStore } from '../port';
import { BlockCache } from './block-cache';
import type { GenerationTables } from './generation-tables';
import type { ReadCounts } from './read-counts';

/** Blocks of ledgers' contents, the recently used ones from memory. */
export class ContentsReader {
  private readonly cache: BlockCache;

  constructor(
    private readonly store: TableStore,
    private readonly tables: GenerationTables,
    cacheBytes: number,
    private readonly counts: ReadCounts,
  ) {
    this.cache = new BlockCache(cacheBytes);
  }

  /** The block that holds that position if anything does: the last one that begins at or before it. */
  async block(ledger: number, position: number): Promise<ContentsBlock | undefined> {
    const table = await this.tables.current(contents);
    const cached = this.find(table, ledger, position);
    if (cached) return cached;
    const [row] = await this.store.range(table, { ledger }, { to: { position }, reverse: true, limit: 1 });
    if (!row) return undefined;
    return this.unpack(table, row);
  }

  /** The blocks of the ledger that begin at or before `to`. */
  async blocks(ledger: number, to: number): Promise<ContentsBlock[]> {
    const table = await this.tables.current(contents);
    const rows = await this.store.range(table, { ledger }, { to: { position: to } });
    return rows.map((row) => this.find(table, ledger, row.position) ?? this.unpack(table, row));
  }

  private find({ name }: Table, ledger: number, position: number): ContentsBlock | undefined {
    const cached = this.cache.find(name, ledger, position);
    if (cached) this.counts.blockCached += 1;
    return cached;
  }

  private unpack({ name }: Table, { ledger, position, block }: RowOf<typeof contents>): ContentsBlock {
    this.counts.blockRead += 1;
    const bytes = decompress(block);
    const unpacked = unpackContents(position, bytes);
    this.cache.add(name, ledger, unpacked, bytes.length);
    return unpacked;
  }
}

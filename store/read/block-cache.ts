/** Some consecutive items of one ledger, decompressed. */
export interface CachedBlock<T> {
  /** Place of `items[0]` within the ledger. */
  first: number;
  items: T[];
  /** Decompressed size. */
  bytes: number;
}

/** The most recently used blocks, up to a number of bytes. Blocks never change, so nothing is ever invalidated. */
export class BlockCache<T> {
  private readonly ledgers = new Map<string, CachedBlock<T>[]>();
  private bytes = 0;

  constructor(private readonly budget: number) {}

  /** The block that holds `place` of the ledger in that table, if it is here. */
  find(table: string, ledger: number, place: number): CachedBlock<T> | undefined {
    const name = `${table}/${ledger}`;
    const blocks = this.ledgers.get(name);
    const block = blocks?.find(({ first, items }) => place >= first && place < first + items.length);
    if (blocks && block) {
      this.ledgers.delete(name);
      this.ledgers.set(name, blocks);
    }
    return block;
  }

  add(table: string, ledger: number, block: CachedBlock<T>): void {
    const name = `${table}/${ledger}`;
    const blocks = this.ledgers.get(name) ?? [];
    if (blocks.some(({ first }) => first === block.first)) return;
    blocks.push(block);
    this.ledgers.delete(name);
    this.ledgers.set(name, blocks);
    this.bytes += block.bytes;
    for (const [oldest, old] of this.ledgers) {
      if (this.bytes <= this.budget || oldest === name) break;
      this.ledgers.delete(oldest);
      for (const { bytes } of old) this.bytes -= bytes;
    }
  }
}

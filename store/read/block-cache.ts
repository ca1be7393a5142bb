import { holds, type ContentsBlock } from '../blocks/contents-block';

interface Entry {
  block: ContentsBlock;
  /** Decompressed size. */
  bytes: number;
}

/** The most recently used blocks, up to a number of bytes. Blocks never change, so nothing is ever invalidated. */
export class BlockCache {
  private readonly ledgers = new Map<string, Entry[]>();
  private bytes = 0;

  constructor(private readonly budget: number) {}

  /** The block that holds `position` of the ledger in that table, if it is here. */
  find(table: string, ledger: number, position: number): ContentsBlock | undefined {
    const name = `${table}/${ledger}`;
    const entries = this.ledgers.get(name);
    const entry = entries?.find(({ block }) => holds(block, position));
    if (entries && entry) {
      this.ledgers.delete(name);
      this.ledgers.set(name, entries);
    }
    return entry?.block;
  }

  add(table: string, ledger: number, block: ContentsBlock, bytes: number): void {
    const name = `${table}/${ledger}`;
    const entries = this.ledgers.get(name) ?? [];
    if (entries.some((entry) => entry.block.position === block.position)) return;
    entries.push({ block, bytes });
    this.ledgers.delete(name);
    this.ledgers.set(name, entries);
    this.bytes += bytes;
    for (const [oldest, old] of this.ledgers) {
      if (this.bytes <= this.budget || oldest === name) break;
      this.ledgers.delete(oldest);
      for (const { bytes } of old) this.bytes -= bytes;
    }
  }
}

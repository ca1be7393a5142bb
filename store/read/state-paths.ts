import { StateTree } from '../../xrpl/state-tree';
import type { TreePath } from '../../xrpl/tree-path';
import type { TreeLedger, TreeStore } from '../../xrpl/tree-store';
import type { ObjectChange, VisibleRange } from './reader';

/** How far the stored tree may be from the ledger asked for: the changes of each ledger between must be applied. */
export const reach = 512;
/** Inner nodes in memory (1.3 KB each) before it begins anew with none. */
const mostNodes = 1 << 16;

interface Tables {
  visibleRange(): Promise<VisibleRange | undefined>;
  diff(ledgerIndex: number): Promise<ObjectChange[]>;
  objects(keys: readonly Buffer[], ledgerIndex: number): Promise<(Buffer | undefined)[]>;
}

/**
 * Paths in the state tree of any ledger near the stored one, which the producer saves now and then: a tree in memory
 * over the stored nodes is moved from ledger to ledger, forward or back, by setting every object that changed
 * between them to its version at the ledger wanted.
 */
export class StatePaths {
  private tree: StateTree | undefined;
  private base: TreeLedger | undefined;
  private at = 0;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Pick<TreeStore, 'ledger' | 'read'>,
    private readonly tables: Tables,
  ) {}

  /** @returns `undefined` when no tree is stored near enough */
  path(key: Buffer, ledgerIndex: number): Promise<TreePath | undefined> {
    // One after another: they share the tree that is moved.
    const found = this.turn.then(() => this.find(key, ledgerIndex));
    this.turn = found.catch(() => (this.tree = undefined));
    return found;
  }

  private async find(key: Buffer, ledgerIndex: number): Promise<TreePath | undefined> {
    for (;;) {
      const stored = this.store.ledger();
      const range = await this.tables.visibleRange();
      if (!stored || !range || stored.ledgerIndex > range.last || stored.ledgerIndex < range.first - 1)
        return undefined;
      if (Math.abs(stored.ledgerIndex - ledgerIndex) > reach) return undefined;
      if (!this.tree || !this.isBase(stored) || this.tree.loaded > mostNodes) this.begin(stored);
      const changes = await this.changes(this.at, ledgerIndex);
      // Nothing waits from here on, so what is read belongs to the stored tree as it is now.
      if (!this.isBase(this.store.ledger())) continue;
      for (const { key: changed, blob } of changes) this.tree!.apply(changed, blob);
      this.at = ledgerIndex;
      return this.tree!.path(key);
    }
  }

  private isBase(stored: TreeLedger | undefined): boolean {
    return stored !== undefined && this.base?.ledgerIndex === stored.ledgerIndex && this.base.hash.equals(stored.hash);
  }

  private begin(stored: TreeLedger): void {
    this.base = stored;
    this.at = stored.ledgerIndex;
    this.tree = new StateTree(this.store);
  }

  private async changes(from: number, to: number): Promise<{ key: Buffer; blob: Buffer | null }[]> {
    const changed = new Map<string, Buffer>();
    for (let ledger = Math.min(from, to) + 1; ledger <= Math.max(from, to); ledger++) {
      for (const { key } of await this.tables.diff(ledger)) changed.set(key.toString('latin1'), key);
    }
    const keys = [...changed.values()];
    const blobs = await this.tables.objects(keys, to);
    return keys.map((key, i) => ({ key, blob: blobs[i] ?? null }));
  }
}

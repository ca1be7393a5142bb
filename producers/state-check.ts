import type { EventLog } from '../log/port';
import { parseHeader } from '../xrpl/header';
import { LedgerError, type LedgerDiff } from '../xrpl/ledger-diff';
import { StateTree } from '../xrpl/state-tree';

/**
 * Proves what the header's other hashes don't cover: that the objects a ledger is said to have changed are all of
 * them, and right. Every change goes into the state tree, whose root must be the header's. It needs to have seen
 * a whole state; a log without one is checked no further than its transactions.
 */
export class StateCheck {
  private tree: StateTree | undefined;

  /** The tree as of the end of the log. */
  static async at(log: EventLog): Promise<StateCheck> {
    const check = new StateCheck();
    let empty = true;
    for await (const segment of log.read({ from: 0 })) {
      if (empty && segment.kind !== 'state') break;
      empty = false;
      check.apply(segment);
    }
    return check;
  }

  /**
   * @param segments all segments of the next ledger
   * @throws LedgerError when its changes don't lead to its state
   */
  verify(segments: readonly LedgerDiff[], source: string): void {
    const { ledgerIndex, header } = segments[0]!;
    for (const segment of segments) this.apply(segment);
    if (!this.tree) return;
    const root = this.tree.rootHash();
    const { accountHash } = parseHeader(header);
    if (root.equals(accountHash)) return;
    const hex = (hash: Buffer): string => hash.toString('hex').toUpperCase();
    throw new LedgerError(
      ledgerIndex,
      `its objects rebuild the state tree ${hex(root)}, the header says ${hex(accountHash)}`,
      source,
    );
  }

  private apply({ kind, segment, objects }: LedgerDiff): void {
    if (kind === 'state' && segment === 0) this.tree = new StateTree();
    if (this.tree) for (const { key, blob } of objects) this.tree.apply(key, blob);
  }
}

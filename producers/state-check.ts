import type { Logger } from '../kit/logger';
import type { EventLog } from '../log/port';
import { parseHeader } from '../xrpl/header';
import { LedgerError, type LedgerDiff, type ObjectRecord } from '../xrpl/ledger-diff';
import { stateLeafHash } from '../xrpl/shamap';
import { StateTree } from '../xrpl/state-tree';
import type { TreeLedger, TreeStore } from '../xrpl/tree-store';

/** What happens to a ledger whose changes don't lead to its state: it is refused, or published with a warning. */
export type OnUnprovenState = 'block' | 'warn';

/** `unproven`: no whole state has been seen that the ledger could be checked against. */
export type StateVerdict = 'proven' | 'unproven' | 'failed';

/** A ledger that may be published. */
export interface Checked {
  readonly segments: Iterable<LedgerDiff>;
  readonly verdict: StateVerdict;
}

/** The tree is saved after this many ledgers: what a restart reads again. */
const ledgersBetweenSaves = 256;
/** Inner nodes in memory (1.3 KB each) before it is saved earlier and the ones not needed lately are forgotten. */
const mostNodes = 1 << 17;

export interface StateCheckOptions {
  /** Keeps the tree; without it the tree is in memory alone, and read from the log at every start. */
  store?: TreeStore;
  /** `block` unless told otherwise. */
  onUnproven?: OnUnprovenState;
  logger?: Pick<Logger, 'warn'>;
}

/**
 * Proves what the header's other hashes don't cover: that the objects a ledger is said to have changed are all of
 * them, and right. Every change goes into the state tree, whose root must be the header's. It needs to have seen
 * a whole state; a log without one is checked no further than its transactions.
 */
export class StateCheck {
  private tree: StateTree | undefined;
  private saved = 0;
  private saving: Promise<void> = Promise.resolve();

  private constructor(private readonly options: StateCheckOptions) {}

  /**
   * The tree as of a ledger of the log: the stored one and what the log has since, or all of it from the log.
   * @param to that ledger, the end of the log
   */
  static async open(log: EventLog, options: StateCheckOptions = {}, to = Infinity): Promise<StateCheck> {
    const check = new StateCheck(options);
    const { store } = options;
    const stored = store?.ledger();
    if (!stored || !(await check.resume(log, stored, to))) {
      await store?.clear();
      await check.replay(log.read({ from: 0, to }));
    }
    return check;
  }

  /**
   * @param segments all segments of the next ledger
   * @returns them with what the state tree knows better: which objects are new, and which did not change at all (a node
   * asked object by object can't tell)
   * @throws LedgerError when its changes don't lead to its state and that blocks; the tree is then as it was before
   */
  async verify(segments: Iterable<LedgerDiff>, source: string): Promise<Checked> {
    const [first] = segments;
    const { ledgerIndex, header, kind } = first!;
    if (kind === 'state') await this.begin();
    const { tree } = this;
    if (!tree) return { segments, verdict: 'unproven' };
    const before: Before[] = [];
    for (const { objects } of segments) {
      for (const { key, blob } of objects) {
        const hash = blob === null ? undefined : stateLeafHash(key, blob);
        const was = tree.put(key, hash);
        if (kind === 'diff') before.push({ key, was, changed: was && hash ? !was.equals(hash) : was !== hash });
      }
      if (kind === 'state' && tree.loaded > mostNodes) await this.save(undefined);
    }
    const root = tree.rootHash();
    const { accountHash } = parseHeader(header);
    if (root.equals(accountHash)) {
      return { segments: kind === 'diff' ? asTheTreeSays([...segments], before) : segments, verdict: 'proven' };
    }
    const hex = (hash: Buffer): string => hash.toString('hex').toUpperCase();
    const error = new LedgerError(
      ledgerIndex,
      `its objects rebuild the state tree ${hex(root)}, the header says ${hex(accountHash)}`,
      source,
    );
    if (this.options.onUnproven === 'warn') {
      this.options.logger?.warn({ ledgerIndex }, error.message);
      return { segments, verdict: 'failed' };
    }
    for (const { key, was } of before.reverse()) tree.put(key, was);
    if (kind === 'state') this.tree = undefined;
    throw error;
  }

  /**
   * Saves the tree when that is due.
   * @param ledger the one verified last, which is in the log
   * @param flush makes the log durable: a tree ahead of its log would be of no use
   */
  async published(ledger: TreeLedger, flush: () => Promise<void>): Promise<void> {
    if (!this.tree) return;
    const due = ledger.ledgerIndex - this.saved >= ledgersBetweenSaves || this.tree.loaded > mostNodes;
    if (due) await this.save(ledger, flush);
  }

  /** @param ledger the one verified last, if the tree is worth saving; it is in the log, durably */
  async close(ledger?: TreeLedger): Promise<void> {
    if (ledger && ledger.ledgerIndex > this.saved) await this.save(ledger);
    await this.saving;
  }

  private async begin(): Promise<void> {
    await this.saving;
    await this.options.store?.clear();
    this.tree = new StateTree(this.options.store);
    this.saved = 0;
  }

  /** @returns whether what is stored is the tree of a ledger of the log */
  private async resume(log: EventLog, stored: TreeLedger, to: number): Promise<boolean> {
    const iterator = log.read({ from: stored.ledgerIndex, to })[Symbol.asyncIterator]();
    try {
      const first = await iterator.next();
      if (first.done || first.value.ledgerIndex !== stored.ledgerIndex || !first.value.hash.equals(stored.hash)) {
        return false;
      }
      this.tree = new StateTree(this.options.store);
      if (!this.tree.rootHash().equals(parseHeader(first.value.header).accountHash)) return false;
      this.saved = stored.ledgerIndex;
      let segment = first.value;
      while (!segment.last) segment = (await iterator.next()).value as LedgerDiff;
      await this.replay({ [Symbol.asyncIterator]: () => iterator });
      return true;
    } finally {
      await iterator.return?.(undefined);
    }
  }

  /** Takes over what the log has, which was proven when it was published. */
  private async replay(segments: AsyncIterable<LedgerDiff>): Promise<void> {
    for await (const { kind, segment, last, objects, ledgerIndex, hash } of segments) {
      if (kind === 'state' && segment === 0) await this.begin();
      if (!this.tree) return;
      for (const { key, blob } of objects) this.tree.apply(key, blob);
      if (last) await this.published({ ledgerIndex, hash }, () => Promise.resolve());
      else if (this.tree.loaded > mostNodes) await this.save(undefined);
    }
  }

  /** Goes on in the background; what is given to the store now stays in memory until the next time. */
  private async save(ledger: TreeLedger | undefined, flush = (): Promise<void> => Promise.resolve()): Promise<void> {
    const { store } = this.options;
    if (!store || !this.tree) return;
    await this.saving;
    this.tree.forget();
    const writes = this.tree.unsaved();
    this.saving = flush().then(() => store.save(writes, ledger));
    this.saving.catch(() => undefined); // awaited before the next one
    if (ledger) this.saved = ledger.ledgerIndex;
  }
}

/** What the tree had where a change was made. */
interface Before {
  readonly key: Buffer;
  /** The hash of the leaf. */
  readonly was: Buffer | undefined;
  readonly changed: boolean;
}

/** @param before of every object of the segments, in their order */
function asTheTreeSays(segments: readonly LedgerDiff[], before: readonly Before[]): readonly LedgerDiff[] {
  let place = 0;
  let asSaid = true;
  for (const { objects } of segments) {
    for (const { change } of objects) {
      const { was, changed } = before[place++]!;
      if (!changed || (change !== 'deleted' && (change === 'modified') !== (was !== undefined))) asSaid = false;
    }
  }
  if (asSaid) return segments;
  place = 0;
  let firstObject = 0;
  return segments.map((segment) => {
    const objects = segment.objects.flatMap(({ key, blob }): ObjectRecord[] => {
      const { was, changed } = before[place++]!;
      return changed ? [{ key, change: blob === null ? 'deleted' : was ? 'modified' : 'created', blob }] : [];
    });
    const settled = { ...segment, objects, firstObject };
    firstObject += objects.length;
    return settled;
  });
}

import type { Reader } from '../../store/read/reader';
import { parseHeader } from '../../xrpl/header';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { StateTree } from '../../xrpl/state-tree';
import type { TreeStore } from '../../xrpl/tree-store';
import { difference, type Finding } from './finding';

/** Objects read at a time when the state is taken from the tables. */
const page = 1000;
/** Inner nodes in memory before they are put aside. */
const mostNodes = 1 << 16;

/** The state tree through consecutive ledgers, from a state that is known: a whole one in the log, or the tables'. */
export class StateLane {
  private tree: StateTree | undefined;
  /** Ledgers whose state was proven. */
  proven = 0;

  constructor(
    /** Keeps nodes that memory has no room for; nothing else uses it. */
    private readonly aside: TreeStore,
    private readonly tables: Reader | undefined,
  ) {}

  /**
   * Begins with the state that the tables have after a ledger.
   * @param header when given, the root must be the one it names
   * @returns whether the state is known now
   */
  async begin(ledgerIndex: number, header?: Buffer): Promise<boolean> {
    this.tree = undefined;
    const tree = this.tables && (await this.fromTables(this.tables, ledgerIndex));
    if (!tree || (header && !tree.rootHash().equals(parseHeader(header).accountHash))) return false;
    this.tree = tree;
    return true;
  }

  /** Takes the changes of a ledger over without asking whether they are right. */
  async follow(segments: Iterable<LedgerDiff>): Promise<void> {
    for (const { kind, segment, objects } of segments) {
      if (kind === 'state' && segment === 0) this.tree = await this.empty();
      const { tree } = this;
      if (!tree) return;
      for (const { key, blob } of objects) tree.apply(key, blob);
      await this.makeRoom(tree);
    }
  }

  /** @param segments of the ledger after the one before, in order, with a header that can be trusted */
  async check(segments: Iterable<LedgerDiff>): Promise<Finding[]> {
    const [first] = segments;
    const { ledgerIndex: ledger, header, kind } = first!;
    // After a ledger that can't be used the tables may know its state, though nothing proves them right.
    const sure = this.tree !== undefined || kind === 'state';
    if (!sure && !(await this.begin(ledger - 1))) return [];
    await this.follow(segments);
    const root = this.tree!.rootHash();
    const { accountHash } = parseHeader(header);
    if (root.equals(accountHash)) {
      this.proven++;
      return [];
    }
    await this.begin(ledger, header);
    if (!sure) return [];
    return [{ kind: 'state-tree', ledger, differences: [difference('account_hash', accountHash, root)] }];
  }

  /** The state is not known from here on: a ledger can't be used. */
  lose(): void {
    this.tree = undefined;
  }

  private async fromTables(tables: Reader, ledgerIndex: number): Promise<StateTree | undefined> {
    const tree = await this.empty();
    for (let after = Buffer.alloc(32); ;) {
      const objects = await tables.objectsAfter(after, ledgerIndex, page).catch(() => undefined);
      if (!objects) return undefined; // what is wrong with the tables is found when they are compared
      for (const { key, blob } of objects) tree.apply(key, blob);
      await this.makeRoom(tree);
      if (objects.length < page) return tree;
      after = Buffer.from(objects.at(-1)!.key);
    }
  }

  private async empty(): Promise<StateTree> {
    await this.aside.clear();
    return new StateTree(this.aside);
  }

  private async makeRoom(tree: StateTree): Promise<void> {
    if (tree.loaded <= mostNodes) return;
    await this.aside.save(tree.unsaved(), undefined);
    tree.forget();
  }
}

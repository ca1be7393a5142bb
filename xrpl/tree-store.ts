/** The ledger whose state a stored tree is. */
export interface TreeLedger {
  ledgerIndex: number;
  /** The ledger's hash, 32 bytes. */
  hash: Buffer;
}

export interface NodeWrite {
  /** See `nodePath`. */
  path: Buffer;
  /** As `TreeNode.encode` gives it; `null` when there is no inner node any more. */
  node: Buffer | null;
}

/** Where the inner nodes of one state tree are kept. Reads are synchronous: it is local to the machine. */
export interface TreeStore {
  /** The ledger whose tree is stored; `undefined` when none is, or not all of it. */
  ledger(): TreeLedger | undefined;
  read(path: Buffer): Buffer | undefined;
  /**
   * All of it or nothing becomes visible to readers, and then survives a crash.
   * @param ledger whose tree is stored then; `undefined` while a tree is being stored in parts
   */
  save(writes: Iterable<NodeWrite>, ledger: TreeLedger | undefined): Promise<void>;
  /** Removes every node. */
  clear(): Promise<void>;
}

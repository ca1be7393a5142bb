/** The newest version of an object. */
export interface HotObject {
  /** The ledger that made it. */
  ledger: number;
  /** `null` when that ledger deleted the object. */
  blob: Buffer | null;
}

/** What a hot state holds: everything up to the ledger `ledgerIndex`. */
export interface HotExtent {
  ledgerIndex: number;
  /** 32 bytes. */
  hash: Buffer;
  /** From this ledger on it remembers deletions: a key that is not there did not exist in any ledger from there on. */
  since: number;
}

/** For so many ledgers a deletion is remembered: more than the hot state is ever ahead of what is visible. */
export const deletionsKept = 512;

/**
 * The latest state on this machine: every object whole, by key, in one place, for all processes that answer. It
 * repeats what the tables say, is filled in order from the log, and can be thrown away at any time.
 *
 * An object whose newest version is of ledger N is the object at every ledger from N on, so the hot state also
 * answers for older ledgers, unless the object has changed since.
 */
export interface HotState {
  /** `undefined` while it is empty. */
  extent(): HotExtent | undefined;
  get(key: Buffer): HotObject | undefined;
  /** The first `limit` objects after that key, ascending; deletions that are remembered included. */
  after(key: Buffer, limit: number): { key: Buffer; object: HotObject }[];
  /** Resolves when readers see all of it. Objects come with the ledger that changed them last. */
  apply(objects: ReadonlyMap<string, HotObject>, extent: HotExtent): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

import type { TreePath } from '../../xrpl/tree-path';

/** Which ledgers are visible: every required view holds each ledger from `first` to `last`, durably. */
export interface VisibleRange {
  first: number;
  last: number;
}

export interface StoredLedger {
  ledgerIndex: number;
  /** 32 bytes. */
  hash: Buffer;
  /** The 118 header bytes (see `xrpl/header.ts`). */
  header: Buffer;
}

export interface StoredTransaction {
  ledgerIndex: number;
  /** TransactionIndex: the place in the order of execution, from 0. */
  index: number;
  /** 32 bytes. */
  id: Buffer;
  transaction: Buffer;
  metadata: Buffer;
}

export interface ObjectChange {
  key: Buffer;
  /** `null` when the ledger deleted the object. */
  blob: Buffer | null;
  change: 'created' | 'modified' | 'deleted';
}

export interface AccountTransactionsQuery {
  /** AccountID, 20 bytes. */
  account: Buffer;
  /** Inclusive ledger bounds. */
  from: number;
  to: number;
  /** Oldest first when true. */
  forward: boolean;
  /** How many of the account's transactions to look at. */
  limit: number;
  /** Begin at this transaction (inclusive). */
  start?: Place;
  /** Only this TransactionType code: others count towards the limit, and nothing more of them is read. */
  type?: number;
}

/** Where a transaction is. */
export interface Place {
  ledgerIndex: number;
  index: number;
}

export interface AccountTransactionsPage {
  transactions: StoredTransaction[];
  /** The last one looked at, when the limit was reached: there may be more after it. */
  last?: Place;
}

/** What the API asks of the tables. Every answer is taken at one ledger that the caller names. */
export interface Reader {
  /** `undefined` while the tables are empty. */
  visibleRange(): Promise<VisibleRange | undefined>;
  ledger(ledgerIndex: number): Promise<StoredLedger | undefined>;
  ledgerIndexOfHash(hash: Buffer): Promise<number | undefined>;
  /** In index order. */
  transactions(ledgerIndex: number): Promise<StoredTransaction[]>;
  transaction(ledgerIndex: number, index: number): Promise<StoredTransaction | undefined>;
  transactionById(id: Buffer): Promise<StoredTransaction | undefined>;
  accountTransactions(query: AccountTransactionsQuery): Promise<AccountTransactionsPage>;
  /** The object as of the end of that ledger; `undefined` when it did not exist then. */
  object(key: Buffer, ledgerIndex: number): Promise<Buffer | undefined>;
  /** The ledger that deleted the object, when it is gone as of the end of that ledger and once was there. */
  deletedIn(key: Buffer, ledgerIndex: number): Promise<number | undefined>;
  /** One answer for each key, in the order asked. */
  objects(keys: readonly Buffer[], ledgerIndex: number): Promise<(Buffer | undefined)[]>;
  /** The first `limit` keys greater than `after` of the state at that ledger, ascending. */
  keysAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<Buffer[]>;
  /** The objects of those keys with them. */
  objectsAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<{ key: Buffer; blob: Buffer }[]>;
  /** The path to `key` in the ledger's state tree; `undefined` when no tree is kept near that ledger. */
  statePath(key: Buffer, ledgerIndex: number): Promise<TreePath | undefined>;
  /** What that ledger created, modified and deleted, in key order. */
  diff(ledgerIndex: number): Promise<ObjectChange[]>;
}

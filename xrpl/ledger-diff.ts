/** How a ledger changed one object of the state. */
export type Change = 'created' | 'modified' | 'deleted';

export interface TransactionRecord {
  /** The signed transaction, canonical binary. */
  transaction: Buffer;
  /** Its metadata, canonical binary. */
  metadata: Buffer;
}

export interface ObjectRecord {
  /** The ledger entry's index, 32 bytes. */
  key: Buffer;
  change: Change;
  /** The entry after this ledger, canonical binary; `null` when deleted. */
  blob: Buffer | null;
}

/**
 * One segment of what a ledger changed (`diff`), or of the whole state at a ledger (`state`).
 * Most ledgers are one segment; each is complete in itself, so that segments may be written in any order.
 */
export interface LedgerDiff {
  ledgerIndex: number;
  kind: 'diff' | 'state';
  /** 32 bytes. */
  hash: Buffer;
  /** 118 bytes, see `xrpl/header.ts`. */
  header: Buffer;
  /** Place within the ledger, from 0. */
  segment: number;
  last: boolean;
  /** TransactionIndex of `transactions[0]`. */
  firstTransaction: number;
  /** In TransactionIndex order. */
  transactions: TransactionRecord[];
  /** Place of `objects[0]` among all objects of the ledger in key order. */
  firstObject: number;
  /** In ascending key order. */
  objects: ObjectRecord[];
}

/** An error that names the ledger (and where known the file) it is about. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  constructor(
    readonly ledgerIndex: number,
    problem: string,
    readonly file?: string,
    options?: ErrorOptions,
  ) {
    super(`ledger ${ledgerIndex}: ${problem}${file === undefined ? '' : ` (${file})`}`, options);
  }
}

/** How many transactions a ledger has, told by its segments. A whole state has none, and is not gone through. */
export function transactionsIn(segments: Iterable<LedgerDiff>): number {
  let count = 0;
  for (const { kind, transactions } of segments) {
    if (kind === 'state') return 0;
    count += transactions.length;
  }
  return count;
}

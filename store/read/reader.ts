import type { PartFilter } from '../../xrpl/transaction/part-filter';
import type { TreePath } from '../../xrpl/tree-path';

/** Ledgers that follow one another, inclusive. */
export interface LedgerRange {
  first: number;
  last: number;
}

/** Which ledgers are visible: every required view holds each ledger from `first` to `last`, the newest, durably. */
export interface VisibleRange extends LedgerRange {
  /** Runs of earlier ledgers, ascending, with gaps between them and before `first`; absent when there are none. */
  earlier?: readonly LedgerRange[];
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

/** Which part of a history, and how much of it. */
export interface HistoryQuery {
  /** Inclusive ledger bounds. */
  from: number;
  to: number;
  /** Oldest first when true. */
  forward: boolean;
  /** How many transactions to look at. */
  limit: number;
  /** Begin at this transaction (inclusive). */
  start?: Place;
}

export interface AccountTransactionsQuery extends HistoryQuery {
  /** AccountID, 20 bytes. */
  account: Buffer;
  /** Only this TransactionType code: others count towards the limit, and nothing more of them is read. */
  type?: number;
  /** Only those in which the account has such a part: others, of other types too, don't count towards the limit. */
  filter?: PartFilter | undefined;
}

export interface MptTransactionsQuery extends HistoryQuery {
  /** MPTokenIssuanceID, 24 bytes. */
  issuance: Buffer;
  /** Only those that affected this account. */
  account?: Buffer;
  /** Only this TransactionType code. What the filters drop counts towards the limit, and nothing more of it is read. */
  type?: number;
}

/** Where a transaction is. */
export interface Place {
  ledgerIndex: number;
  index: number;
}

export interface TransactionsPage {
  transactions: StoredTransaction[];
  /** The last one looked at, when the limit was reached: there may be more after it. */
  last?: Place;
}

/** Who owns an NFT, or owned it last. */
export interface NftOwner extends Place {
  /** AccountID, 20 bytes. */
  owner: Buffer;
  burned: boolean;
}

export interface IssuedNft {
  taxon: number;
  /** NFTokenID, 32 bytes. */
  nft: Buffer;
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
  accountTransactions(query: AccountTransactionsQuery): Promise<TransactionsPage>;
  /** As of the end of that ledger, with the transaction since when; a burned token has its last owner. */
  nftOwner(nft: Buffer, ledgerIndex: number): Promise<NftOwner | undefined>;
  nftTransactions(nft: Buffer, query: HistoryQuery): Promise<TransactionsPage>;
  /** NFTs of an issuer by taxon and id, those after `after`; `ledger` is where each came to be. */
  issuedNfts(
    issuer: Buffer,
    taxon: number | undefined,
    after: IssuedNft | undefined,
    limit: number,
  ): Promise<(IssuedNft & { ledger: number })[]>;
  /** Accounts that have ever held an MPT, ascending, those after `after`; what they hold is in the state. */
  mptHolders(issuance: Buffer, after: Buffer | undefined, limit: number): Promise<Buffer[]>;
  mptTransactions(query: MptTransactionsQuery): Promise<TransactionsPage>;
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

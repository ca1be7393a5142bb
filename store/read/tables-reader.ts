import type { HotState } from '../hot-state';
import type { TableStore } from '../port';
import { ContentsReader } from './contents-reader';
import { GenerationTables } from './generation-tables';
import type {
  AccountTransactionsQuery,
  HistoryQuery,
  IssuedNft,
  MptTransactionsQuery,
  NftOwner,
  ObjectChange,
  Reader,
  StoredLedger,
  StoredTransaction,
  TransactionsPage,
  VisibleRange,
} from './reader';
import type { TreePath } from '../../xrpl/tree-path';
import type { TreeStore } from '../../xrpl/tree-store';
import { StatePaths } from './state-paths';
import { LedgerReader } from './ledger-reader';
import { MptReader } from './mpt-reader';
import { NftReader } from './nft-reader';
import { ReadCounts } from './read-counts';
import { StateReader } from './state-reader';
import { TransactionReader } from './transaction-reader';
import { VisibleLedgers } from './visible-ledgers';

/** Decompressed blocks kept in memory, in bytes, and a 128th of that for ledgers. */
const defaultCacheBytes = 128 << 20;

export interface TablesReaderOptions {
  hot?: HotState;
  /** Where the producer saves the state tree, to prove entries from. */
  tree?: Pick<TreeStore, 'ledger' | 'read'>;
  cacheBytes?: number;
}

/** Answers from the tables of any store, and from the hot state where there is one. */
export class TablesReader implements Reader {
  readonly counts = new ReadCounts();
  private readonly visible: VisibleLedgers;
  private readonly ledgers: LedgerReader;
  private readonly state: StateReader;
  private readonly history: TransactionReader;
  private readonly nfts: NftReader;
  private readonly mpts: MptReader;
  private readonly paths: StatePaths | undefined;

  constructor(store: TableStore, { hot, tree, cacheBytes = defaultCacheBytes }: TablesReaderOptions = {}) {
    const tables = new GenerationTables(store);
    this.ledgers = new LedgerReader(store, tables, cacheBytes / 128);
    const contents = new ContentsReader(store, tables, cacheBytes, this.counts);
    this.visible = new VisibleLedgers(store);
    this.state = new StateReader(store, tables, this.visible, contents, hot, this.counts);
    this.paths = tree && new StatePaths(tree, this);
    this.history = new TransactionReader(store, tables, contents);
    this.nfts = new NftReader(store, tables, this.visible);
    this.mpts = new MptReader(store, tables);
  }

  visibleRange(): Promise<VisibleRange | undefined> {
    return this.visible.read();
  }

  ledger(ledgerIndex: number): Promise<StoredLedger | undefined> {
    return this.ledgers.at(ledgerIndex);
  }

  ledgerIndexOfHash(hash: Buffer): Promise<number | undefined> {
    return this.ledgers.indexOfHash(hash);
  }

  transactions(ledgerIndex: number): Promise<StoredTransaction[]> {
    return this.history.ofLedger(ledgerIndex);
  }

  transaction(ledgerIndex: number, index: number): Promise<StoredTransaction | undefined> {
    return this.history.at(ledgerIndex, index);
  }

  transactionById(id: Buffer): Promise<StoredTransaction | undefined> {
    return this.history.byId(id);
  }

  accountTransactions(query: AccountTransactionsQuery): Promise<TransactionsPage> {
    return this.history.ofAccount(query);
  }

  nftOwner(nft: Buffer, ledgerIndex: number): Promise<NftOwner | undefined> {
    return this.nfts.owner(nft, ledgerIndex);
  }

  async nftTransactions(nft: Buffer, query: HistoryQuery): Promise<TransactionsPage> {
    return this.history.page(await this.nfts.transactions(nft, query), query.limit);
  }

  issuedNfts(issuer: Buffer, taxon: number | undefined, after: IssuedNft | undefined, limit: number) {
    return this.nfts.ofIssuer(issuer, taxon, after, limit);
  }

  mptHolders(issuance: Buffer, after: Buffer | undefined, limit: number): Promise<Buffer[]> {
    return this.mpts.holders(issuance, after, limit);
  }

  async mptTransactions(query: MptTransactionsQuery): Promise<TransactionsPage> {
    const { account, type } = query;
    return this.history.page(await this.mpts.transactions(query), query.limit, (row) => {
      return (type === undefined || row.type === type) && (account === undefined || row.affected === 1);
    });
  }

  object(key: Buffer, ledgerIndex: number): Promise<Buffer | undefined> {
    return this.state.object(key, ledgerIndex);
  }

  deletedIn(key: Buffer, ledgerIndex: number): Promise<number | undefined> {
    return this.state.deletedIn(key, ledgerIndex);
  }

  objects(keys: readonly Buffer[], ledgerIndex: number): Promise<(Buffer | undefined)[]> {
    return this.state.objects(keys, ledgerIndex);
  }

  keysAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<Buffer[]> {
    return this.state.keysAfter(after, ledgerIndex, limit);
  }

  objectsAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<{ key: Buffer; blob: Buffer }[]> {
    return this.state.objectsAfter(after, ledgerIndex, limit);
  }

  async statePath(key: Buffer, ledgerIndex: number): Promise<TreePath | undefined> {
    return this.paths?.path(key, ledgerIndex);
  }

  diff(ledgerIndex: number): Promise<ObjectChange[]> {
    return this.state.diff(ledgerIndex);
  }
}

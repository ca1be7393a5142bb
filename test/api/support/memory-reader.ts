import type {
  TransactionsPage,
  AccountTransactionsQuery,
  ObjectChange,
  Reader,
  StoredLedger,
  StoredTransaction,
  VisibleRange,
} from '../../../store/read/reader';
import { holdingOf } from '../../../xrpl/mpt-holding';

interface Version {
  ledgerIndex: number;
  blob: Buffer | null;
}

/** The tables as plain maps: what the API's own tests ask. */
export class MemoryReader implements Reader {
  range: VisibleRange | undefined;
  readonly ledgers = new Map<number, StoredLedger>();
  readonly stored: StoredTransaction[] = [];
  readonly changes = new Map<number, ObjectChange[]>();
  private readonly versions = new Map<string, Version[]>();

  addLedger(ledger: StoredLedger): void {
    this.ledgers.set(ledger.ledgerIndex, ledger);
    this.range = { first: this.range?.first ?? ledger.ledgerIndex, last: ledger.ledgerIndex };
  }

  /** Ledgers must come in order. */
  change(ledgerIndex: number, key: Buffer, blob: Buffer | null): void {
    const name = key.toString('hex');
    const before = this.versions.get(name) ?? [];
    const change = blob === null ? 'deleted' : before.at(-1)?.blob ? 'modified' : 'created';
    this.versions.set(name, [...before, { ledgerIndex, blob }]);
    this.changes.set(ledgerIndex, [...(this.changes.get(ledgerIndex) ?? []), { key, blob, change }]);
  }

  async visibleRange(): Promise<VisibleRange | undefined> {
    return this.range;
  }

  async ledger(ledgerIndex: number): Promise<StoredLedger | undefined> {
    return this.ledgers.get(ledgerIndex);
  }

  async ledgerIndexOfHash(hash: Buffer): Promise<number | undefined> {
    return [...this.ledgers.values()].find((ledger) => ledger.hash.equals(hash))?.ledgerIndex;
  }

  async transactions(ledgerIndex: number): Promise<StoredTransaction[]> {
    return this.stored.filter((each) => each.ledgerIndex === ledgerIndex);
  }

  async transaction(ledgerIndex: number, index: number): Promise<StoredTransaction | undefined> {
    return this.stored.find((each) => each.ledgerIndex === ledgerIndex && each.index === index);
  }

  async transactionById(id: Buffer): Promise<StoredTransaction | undefined> {
    return this.stored.find((each) => each.id.equals(id));
  }

  async accountTransactions(_query: AccountTransactionsQuery): Promise<TransactionsPage> {
    throw new Error('no account transactions in memory');
  }

  nftOwner(): Promise<never> {
    throw new Error('no NFTs in memory');
  }

  nftTransactions(): Promise<never> {
    throw new Error('no NFTs in memory');
  }

  issuedNfts(): Promise<never> {
    throw new Error('no NFTs in memory');
  }

  async mptHolders(issuance: Buffer, after: Buffer | undefined, limit: number): Promise<Buffer[]> {
    const blobs = [...this.versions.values()].flat().flatMap(({ blob }) => blob ?? []);
    const holdings = blobs.map(holdingOf).filter((holding) => holding?.issuance.equals(issuance));
    const names = new Set(holdings.map((holding) => holding!.holder.toString('hex')));
    return [...names]
      .sort()
      .filter((name) => !after || name > after.toString('hex'))
      .slice(0, limit)
      .map((name) => Buffer.from(name, 'hex'));
  }

  mptTransactions(): Promise<never> {
    throw new Error('no history of MPTs in memory');
  }

  async object(key: Buffer, ledgerIndex: number): Promise<Buffer | undefined> {
    const versions = this.versions.get(key.toString('hex')) ?? [];
    return versions.findLast((version) => version.ledgerIndex <= ledgerIndex)?.blob ?? undefined;
  }

  async deletedIn(key: Buffer, ledgerIndex: number): Promise<number | undefined> {
    const versions = this.versions.get(key.toString('hex')) ?? [];
    const last = versions.findLast((version) => version.ledgerIndex <= ledgerIndex);
    return last?.blob === null ? last.ledgerIndex : undefined;
  }

  async objects(keys: readonly Buffer[], ledgerIndex: number): Promise<(Buffer | undefined)[]> {
    return Promise.all(keys.map((key) => this.object(key, ledgerIndex)));
  }

  async keysAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<Buffer[]> {
    const keys = [...this.versions.keys()].sort().map((name) => Buffer.from(name, 'hex'));
    const found: Buffer[] = [];
    for (const key of keys) {
      if (Buffer.compare(key, after) <= 0 || !(await this.object(key, ledgerIndex))) continue;
      if (found.push(key) === limit) break;
    }
    return found;
  }

  async objectsAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<{ key: Buffer; blob: Buffer }[]> {
    const keys = await this.keysAfter(after, ledgerIndex, limit);
    return Promise.all(keys.map(async (key) => ({ key, blob: (await this.object(key, ledgerIndex))! })));
  }

  async statePath(): Promise<undefined> {
    return undefined;
  }

  async diff(ledgerIndex: number): Promise<ObjectChange[]> {
    const changes = this.changes.get(ledgerIndex) ?? [];
    return [...changes].sort((a, b) => Buffer.compare(a.key, b.key));
  }
}

import { accountEras, accountTransactions, eraOf } from '../../schemas/tables/account-transactions';
import { transactionHashes, transactions } from '../../schemas/tables/transactions';
import { transactionId } from '../../xrpl/hash';
import type { TransactionRecord } from '../../xrpl/ledger-diff';
import { decompress } from '../blocks/compression';
import { unpackTransactions } from '../blocks/transaction-block';
import type { TableStore } from '../port';
import { BlockCache, type CachedBlock } from './block-cache';
import type { GenerationTables } from './generation-tables';
import type { AccountTransactionsPage, AccountTransactionsQuery, StoredTransaction } from './reader';

interface Row {
  ledger: number;
  index: number;
  type: number;
}

/** Transactions by place, by id and by account. */
export class TransactionReader {
  private readonly cache: BlockCache<TransactionRecord>;

  constructor(
    private readonly store: TableStore,
    private readonly tables: GenerationTables,
    cacheBytes: number,
  ) {
    this.cache = new BlockCache(cacheBytes);
  }

  async ofLedger(ledger: number): Promise<StoredTransaction[]> {
    const table = await this.tables.current(transactions);
    const rows = await this.store.range(table, { ledger });
    return rows.flatMap(({ index: first, block }) =>
      unpackTransactions(decompress('transactions', block)).map((record, place) =>
        stored(record, ledger, first + place),
      ),
    );
  }

  async at(ledger: number, index: number): Promise<StoredTransaction | undefined> {
    const table = await this.tables.current(transactions);
    let block = this.cache.find(table.name, ledger, index);
    if (!block) {
      const [row] = await this.store.range(table, { ledger }, { to: { index }, reverse: true, limit: 1 });
      if (!row) return undefined;
      const bytes = decompress('transactions', row.block);
      block = {
        first: row.index,
        items: unpackTransactions(bytes),
        bytes: bytes.length,
      } satisfies CachedBlock<TransactionRecord>;
      this.cache.add(table.name, ledger, block);
    }
    const record = block.items[index - block.first];
    return record && stored(record, ledger, index);
  }

  async byId(id: Buffer): Promise<StoredTransaction | undefined> {
    const table = await this.tables.current(transactionHashes);
    for (const { ledger, index } of await this.store.range(table, { prefix: id.subarray(0, 8) })) {
      const found = await this.at(ledger, index);
      if (found?.id.equals(id)) return found;
    }
    return undefined;
  }

  async ofAccount(query: AccountTransactionsQuery): Promise<AccountTransactionsPage> {
    const rows = await this.rowsOf(query);
    const wanted = query.type === undefined ? rows : rows.filter(({ type }) => type === query.type);
    const transactions = await Promise.all(wanted.map(({ ledger, index }) => this.held(ledger, index)));
    const last = rows[query.limit - 1];
    return { transactions, ...(last && { last: { ledgerIndex: last.ledger, index: last.index } }) };
  }

  /** A transaction that another row says is there. */
  private async held(ledger: number, index: number): Promise<StoredTransaction> {
    const found = await this.at(ledger, index);
    if (!found) throw new Error(`transaction ${index} of ledger ${ledger} is not in the tables`);
    return found;
  }

  private async rowsOf({ account, from, to, forward, limit, start }: AccountTransactionsQuery): Promise<Row[]> {
    const first = { ledger: from, ...(forward && start && { ledger: start.ledgerIndex, index: start.index }) };
    const last = { ledger: to, ...(!forward && start && { ledger: start.ledgerIndex, index: start.index }) };
    if (first.ledger > last.ledger) return [];
    const eras = await this.store.range(
      await this.tables.current(accountEras),
      { account },
      { from: { era: eraOf(first.ledger) }, to: { era: eraOf(last.ledger) }, reverse: !forward },
    );
    const table = await this.tables.current(accountTransactions);
    const rows: Row[] = [];
    for (const { era } of eras) {
      const options = { from: first, to: last, reverse: !forward, limit: limit - rows.length };
      rows.push(...(await this.store.range(table, { account, era }, options)));
      if (rows.length === limit) break;
    }
    return rows;
  }
}

function stored(record: TransactionRecord, ledgerIndex: number, index: number): StoredTransaction {
  return { ledgerIndex, index, id: transactionId(record.transaction), ...record };
}

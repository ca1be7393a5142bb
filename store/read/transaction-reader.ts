import { accountEras, accountTransactions, eraOf } from '../../schemas/tables/account-transactions';
import { transactionHashes, transactions } from '../../schemas/tables/transactions';
import { transactionId } from '../../xrpl/hash';
import type { TransactionRecord } from '../../xrpl/ledger-diff';
import { decompress } from '../blocks/compression';
import { unpackTransactions } from '../blocks/transaction-block';
import type { TableStore } from '../port';
import { BlockCache, type CachedBlock } from './block-cache';
import type { GenerationTables } from './generation-tables';
import type { AccountTransactionsQuery, StoredTransaction } from './reader';

interface Place {
  ledger: number;
  index: number;
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

  async ofAccount(query: AccountTransactionsQuery): Promise<StoredTransaction[]> {
    const places = await this.places(query);
    const found = await Promise.all(places.map(({ ledger, index }) => this.at(ledger, index)));
    return found.map((transaction, i) => {
      if (!transaction)
        throw new Error(`transaction ${places[i]!.index} of ledger ${places[i]!.ledger} is not in the tables`);
      return transaction;
    });
  }

  private async places(query: AccountTransactionsQuery): Promise<Place[]> {
    const { account, forward, limit, types, start } = query;
    const from = forward && start ? start.ledgerIndex : query.from;
    const to = !forward && start ? start.ledgerIndex : query.to;
    if (from > to) return [];
    const eras = await this.store.range(
      await this.tables.current(accountEras),
      { account },
      { from: { era: eraOf(from) }, to: { era: eraOf(to) }, reverse: !forward },
    );
    const table = await this.tables.current(accountTransactions);
    const places: Place[] = [];
    for (const { era } of eras) {
      let lower: { ledger: number; index?: number; type?: number } = {
        ledger: from,
        ...(forward && start && { index: start.index }),
      };
      let upper: typeof lower = { ledger: to, ...(!forward && start && { index: start.index }) };
      for (;;) {
        const page = limit - places.length;
        const rows = await this.store.range(
          table,
          { account, era },
          { from: lower, to: upper, reverse: !forward, limit: page },
        );
        for (const row of rows) if (!types || types.has(row.type)) places.push(row);
        const last = rows[page - 1];
        if (!last || places.length === limit) break;
        if (forward) lower = { ledger: last.ledger, index: last.index, type: last.type + 1 };
        else if (last.index > 0) upper = { ledger: last.ledger, index: last.index - 1 };
        else upper = { ledger: last.ledger - 1 };
      }
      if (places.length === limit) break;
    }
    return places;
  }
}

function stored(record: TransactionRecord, ledgerIndex: number, index: number): StoredTransaction {
  return { ledgerIndex, index, id: transactionId(record.transaction), ...record };
}

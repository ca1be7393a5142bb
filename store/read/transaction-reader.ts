import { accountEras, accountTransactions, eraOf } from '../../schemas/tables/account-transactions';
import { transactionHashes } from '../../schemas/tables/contents';
import { transactionIn, type PackedTransaction } from '../blocks/contents-block';
import { looseFrom, transactionOf, transactionPosition } from '../blocks/placement';
import type { TableStore } from '../port';
import type { ContentsReader } from './contents-reader';
import type { GenerationTables } from './generation-tables';
import type { AccountTransactionsQuery, Place, StoredTransaction, TransactionsPage } from './reader';

interface Row {
  ledger: number;
  index: number;
  type: number;
}

/** Transactions by place, by id and by account. */
export class TransactionReader {
  constructor(
    private readonly store: TableStore,
    private readonly tables: GenerationTables,
    private readonly contents: ContentsReader,
  ) {}

  async ofLedger(ledger: number): Promise<StoredTransaction[]> {
    const blocks = await this.contents.blocks(ledger, looseFrom - 1);
    return blocks.flatMap(({ position, transactions }) =>
      transactions.map((found, place) => stored(found, ledger, transactionOf(position) + place)),
    );
  }

  async at(ledger: number, index: number): Promise<StoredTransaction | undefined> {
    const position = transactionPosition(index);
    const block = await this.contents.block(ledger, position);
    const found = block && transactionIn(block, position);
    return found && stored(found, ledger, index);
  }

  async byId(id: Buffer): Promise<StoredTransaction | undefined> {
    const table = await this.tables.current(transactionHashes);
    for (const { ledger, index } of await this.store.range(table, { prefix: id.subarray(0, 8) })) {
      const found = await this.at(ledger, index);
      if (found?.id.equals(id)) return found;
    }
    return undefined;
  }

  async ofAccount(query: AccountTransactionsQuery): Promise<TransactionsPage> {
    const rows = await this.rowsOf(query);
    const wanted = query.type === undefined ? rows : rows.filter(({ type }) => type === query.type);
    const last = rows[query.limit - 1];
    return {
      transactions: await this.allOf(wanted.map(({ ledger, index }) => ({ ledgerIndex: ledger, index }))),
      ...(last && { last: { ledgerIndex: last.ledger, index: last.index } }),
    };
  }

  /** Transactions that other rows say are there. */
  async allOf(places: readonly Place[]): Promise<StoredTransaction[]> {
    return Promise.all(places.map(({ ledgerIndex, index }) => this.held(ledgerIndex, index)));
  }

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

function stored(found: PackedTransaction, ledgerIndex: number, index: number): StoredTransaction {
  const { id, transaction, metadata } = found;
  return { ledgerIndex, index, id, transaction, metadata };
}

import { accountEras, accountTransactions } from '../../schemas/tables/account-transactions';
import { transactionHashes } from '../../schemas/tables/contents';
import { transactionIn, type PackedTransaction } from '../blocks/contents-block';
import { looseFrom, transactionOf, transactionPosition } from '../blocks/placement';
import type { TableStore } from '../port';
import type { ContentsReader } from './contents-reader';
import type { GenerationTables } from './generation-tables';
import { filteredPage } from './filtered-history';
import { rowsInEras } from './history-rows';
import type { AccountTransactionsQuery, HistoryQuery, StoredTransaction, TransactionsPage } from './reader';

/** Where a transaction is, as a row of another table says. */
export interface Row {
  ledger: number;
  index: number;
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
    const { account, type, limit, filter } = query;
    const eras = await this.tables.current(accountEras);
    const table = await this.tables.current(accountTransactions);
    const rows = (part: HistoryQuery) =>
      rowsInEras(
        part,
        (options) => this.store.range(eras, { account }, options),
        (era, options) => this.store.range(table, { account, era }, options),
      );
    if (filter) return filteredPage({ ...query, filter }, rows, ({ ledger, index }) => this.held(ledger, index));
    return this.page(await rows(query), limit, type === undefined ? undefined : (row) => row.type === type);
  }

  /** A page of those of `rows` that are wanted. There may be more after it when there are as many rows as `limit`. */
  async page<R extends Row>(
    rows: readonly R[],
    limit: number,
    wanted?: (row: R) => boolean,
  ): Promise<TransactionsPage> {
    const shown = wanted ? rows.filter(wanted) : rows;
    const transactions = await Promise.all(shown.map(({ ledger, index }) => this.held(ledger, index)));
    const last = rows[limit - 1];
    return { transactions, ...(last && { last: { ledgerIndex: last.ledger, index: last.index } }) };
  }

  private async held(ledger: number, index: number): Promise<StoredTransaction> {
    const found = await this.at(ledger, index);
    if (!found) throw new Error(`transaction ${index} of ledger ${ledger} is not in the tables`);
    return found;
  }
}

function stored(found: PackedTransaction, ledgerIndex: number, index: number): StoredTransaction {
  const { id, transaction, metadata } = found;
  return { ledgerIndex, index, id, transaction, metadata };
}

import type { RowOf } from '../../schemas/table';
import type { accountTransactions } from '../../schemas/tables/account-transactions';
import { AccountParts } from '../../xrpl/transaction/account-part';
import { matches, type PartFilter } from '../../xrpl/transaction/part-filter';
import { marksTest } from '../history-marks';
import { beyond } from './history-rows';
import type { AccountTransactionsQuery, HistoryQuery, Place, StoredTransaction, TransactionsPage } from './reader';

type Row = RowOf<typeof accountTransactions>;

/** Rows read at first, and at most in one go: what is rare is looked for in larger steps. */
const step = { first: 256, largest: 4096 };
/** What one request looks at before it answers with what it has found: each is some ten milliseconds of one machine's time. */
const most = { rows: 32_768, transactions: 4096 };

/**
 * The next of an account's transactions that a filter means. Rows are read until there are as many as asked for, and
 * of the transactions only those that their rows don't rule out.
 * @param rows reads a part of the account's rows
 */
export async function filteredPage(
  query: AccountTransactionsQuery & { filter: PartFilter },
  rows: (part: HistoryQuery) => Promise<readonly Row[]>,
  transactionOf: (row: Row) => Promise<StoredTransaction>,
): Promise<TransactionsPage> {
  const { account, type, filter, limit, forward } = query;
  const mayMatch = marksTest(filter);
  const isMeant = ({ transaction, metadata }: StoredTransaction): boolean =>
    matches(new AccountParts(transaction, metadata).of(account), filter);
  const transactions: StoredTransaction[] = [];
  let start = query.start;
  for (let looked = 0, read = 0, size = step.first; ; size = Math.min(2 * size, step.largest)) {
    const part = await rows({ ...query, limit: size, ...(start && { start }) });
    const candidates = part.filter((row) => (type === undefined || row.type === type) && mayMatch(row.marks));
    for (let at = 0; at < candidates.length;) {
      const next = candidates.slice(at, (at += limit - transactions.length));
      transactions.push(...(await Promise.all(next.map(transactionOf))).filter(isMeant));
      read += next.length;
      const isEnough = transactions.length === limit || read >= most.transactions;
      if (isEnough) return { transactions, last: placeOf(next.at(-1)!) };
    }
    if (part.length < size) return { transactions };
    const last = placeOf(part.at(-1)!);
    looked += part.length;
    if (looked >= most.rows) return { transactions, last };
    start = beyond(last, forward);
  }
}

const placeOf = ({ ledger, index }: Row): Place => ({ ledgerIndex: ledger, index });

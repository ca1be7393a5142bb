import { accountEras, accountTransactions, eraOf } from '../schemas/tables/account-transactions';
import type { TableStore } from '../store/port';
import { TablesReader } from '../store/read/tables-reader';
import { encodeAccountId } from '../xrpl/base58';
import { accountRoot } from '../xrpl/keylets/account';

/** One kind of request, over a sample of what the data holds. */
export interface ApiCase {
  name: string;
  /** Bodies of JSON-RPC requests, sent in turn. */
  bodies: string[];
}

const sampleSize = 100;
const pageSize = 2048;

/** The cases of the benchmark, each with requests about accounts, transactions, ledgers and objects of the data. */
export async function apiCases(store: TableStore): Promise<ApiCase[]> {
  const reader = new TablesReader(store);
  const range = await reader.visibleRange();
  if (!range) throw new Error('the tables are empty');
  const accounts = await busiestAccounts(store, reader, range.last);
  const ledgers = spread(
    Array.from({ length: range.last - range.first + 1 }, (_, i) => range.first + i),
    sampleSize,
  );
  const transactions = (await Promise.all(ledgers.map((ledger) => reader.transactions(ledger)))).flat();
  const hashes = spread(transactions, sampleSize).map(({ id }) => id.toString('hex').toUpperCase());
  const keys = await reader.keysAfter(Buffer.alloc(32), range.last, Infinity);
  const indexes = spread(keys, sampleSize).map((key) => key.toString('hex').toUpperCase());
  const pages = keys.filter((_, i) => i % pageSize === 0 && i + pageSize < keys.length);
  const markers = pages.map((key) => key.toString('hex').toUpperCase());

  const ofAccounts = (method: string, params: object = {}): string[] =>
    accounts.map((account) => body(method, { account, ...params }));
  return [
    { name: 'account_info', bodies: ofAccounts('account_info') },
    { name: 'account_lines', bodies: ofAccounts('account_lines') },
    { name: 'account_objects', bodies: ofAccounts('account_objects') },
    { name: 'account_tx_20', bodies: ofAccounts('account_tx', { limit: 20 }) },
    { name: 'account_tx_200', bodies: ofAccounts('account_tx', { limit: 200 }) },
    { name: 'tx', bodies: hashes.map((transaction) => body('tx', { transaction })) },
    { name: 'ledger', bodies: ledgers.map((ledger_index) => body('ledger', { ledger_index })) },
    {
      name: 'ledger_expanded',
      bodies: ledgers.map((ledger_index) => body('ledger', { ledger_index, transactions: true, expand: true })),
    },
    { name: 'ledger_entry', bodies: indexes.map((index) => body('ledger_entry', { index })) },
    { name: 'ledger_data_binary', bodies: markers.map((marker) => body('ledger_data', { binary: true, marker })) },
  ];
}

const body = (method: string, params: object): string => JSON.stringify({ method, params: [params] });

/** Those with the most transactions, so that pages are full. */
async function busiestAccounts(store: TableStore, reader: TablesReader, last: number): Promise<string[]> {
  const counts: { account: Buffer; count: number }[] = [];
  for await (const { account } of store.scan(accountEras)) {
    if (!(await reader.object(accountRoot(account), last))) continue; // deleted since
    const rows = await store.range(accountTransactions, { account, era: eraOf(last) });
    counts.push({ account, count: rows.length });
  }
  counts.sort((a, b) => b.count - a.count);
  return counts.slice(0, sampleSize).map(({ account }) => encodeAccountId(account));
}

/** `count` of them, evenly spread. */
function spread<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!);
}

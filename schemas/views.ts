import type { Table } from './table';
import { accountEras, accountTransactions } from './tables/account-transactions';
import { ledgerHashes, ledgers } from './tables/ledgers';
import { diffs, keys, objects } from './tables/state';
import { transactionHashes, transactions } from './tables/transactions';

/** The tables that each view fills, alone. A view is dropped and rebuilt as a whole. */
export const viewTables = {
  ledgers: [ledgers, ledgerHashes],
  transactions: [transactions, transactionHashes],
  'account-transactions': [accountTransactions, accountEras],
  state: [diffs, objects, keys],
} satisfies Record<string, readonly Table[]>;

export type ViewName = keyof typeof viewTables;
export const viewNames = Object.keys(viewTables) as ViewName[];

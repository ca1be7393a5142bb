import type { Table } from './table';
import { accountEras, accountTransactions } from './tables/account-transactions';
import { contents, transactionHashes } from './tables/contents';
import { ledgerHashes, ledgers } from './tables/ledgers';
import { mptEras, mptHolders, mptTransactions } from './tables/mpts';
import { issuerNfts, nftOwners, nftTransactions } from './tables/nfts';
import { keys, objects } from './tables/state';

/** The tables that each view fills, alone. A view is dropped and rebuilt as a whole. */
export const viewTables = {
  ledgers: [ledgers, ledgerHashes],
  contents: [contents, transactionHashes],
  'account-transactions': [accountTransactions, accountEras],
  state: [objects, keys],
  nfts: [nftOwners, nftTransactions, issuerNfts],
  mpts: [mptHolders, mptTransactions, mptEras],
} satisfies Record<string, readonly Table[]>;

export type ViewName = keyof typeof viewTables;
export const viewNames = Object.keys(viewTables) as ViewName[];

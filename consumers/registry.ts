import { accountTransactionsView } from './account-transactions';
import { contentsView } from './contents';
import { ledgersView } from './ledgers';
import { mptsView } from './mpts';
import { nftsView } from './nfts';
import { stateView } from './state';
import type { View } from './view';

/** Every view; a ledger is visible when all of them hold it. */
export const registry: readonly View[] = [
  ledgersView,
  contentsView,
  accountTransactionsView,
  stateView,
  nftsView,
  mptsView,
];

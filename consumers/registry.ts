import { accountTransactionsView } from './account-transactions';
import { ledgersView } from './ledgers';
import { stateView } from './state';
import { transactionsView } from './transactions';
import type { View } from './view';

/** Every view; a ledger is visible when all of them hold it. */
export const registry: readonly View[] = [ledgersView, transactionsView, accountTransactionsView, stateView];

import { ledgerHashes, ledgers } from '../schemas/tables/ledgers';
import { put } from '../store/port';
import { isWithoutTransactions } from '../xrpl/header';
import type { View } from './view';

/**
 * Headers by ledger index, and ledger indexes by hash. A ledger of which only the state is in the log is among them when
 * it had no transactions: then nothing of it is missing.
 */
export const ledgersView: View = {
  name: 'ledgers',
  beginsWith: 'diff',
  rows(segment) {
    const { ledgerIndex: ledger, hash, header } = segment;
    if (segment.segment > 0) return [];
    if (segment.kind === 'state' && !isWithoutTransactions(header)) return [];
    return [put(ledgers, { ledger, hash, header }), put(ledgerHashes, { hash, ledger })];
  },
};

import { ledgerHashes, ledgers } from '../schemas/tables/ledgers';
import { put } from '../store/port';
import type { View } from './view';

/** Headers by ledger index, and ledger indexes by hash. */
export const ledgersView: View = {
  name: 'ledgers',
  beginsWith: 'diff',
  rows(segment) {
    if (segment.kind !== 'diff' || segment.segment > 0) return [];
    const { ledgerIndex: ledger, hash, header } = segment;
    return [put(ledgers, { ledger, hash, header }), put(ledgerHashes, { hash, ledger })];
  },
};

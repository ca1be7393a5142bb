import { transactionHashes, transactions } from '../schemas/tables/transactions';
import { compress } from '../store/blocks/compression';
import { packTransactions } from '../store/blocks/transaction-block';
import { put } from '../store/port';
import { transactionId } from '../xrpl/hash';
import type { View } from './view';

/** Transactions with their metadata by place, and their places by id. */
export const transactionsView: View = {
  name: 'transactions',
  beginsWith: 'diff',
  rows(segment) {
    const { ledgerIndex: ledger, firstTransaction } = segment;
    const blocks = packTransactions(firstTransaction, segment.transactions).map(({ index, bytes }) =>
      put(transactions, { ledger, index, block: compress('transactions', bytes) }),
    );
    const hashes = segment.transactions.map(({ transaction }, place) =>
      put(transactionHashes, {
        prefix: transactionId(transaction).subarray(0, 8),
        ledger,
        index: firstTransaction + place,
      }),
    );
    return [...blocks, ...hashes];
  },
};

import { accountEras, accountTransactions, eraOf } from '../schemas/tables/account-transactions';
import { marksOf } from '../store/history-marks';
import { put, type Write } from '../store/port';
import { AccountParts } from '../xrpl/transaction/account-part';
import { transactionType } from '../xrpl/transaction/transaction-type';
import type { View } from './view';

/** Which transactions affected which accounts, and what part each had. */
export const accountTransactionsView: View = {
  name: 'account-transactions',
  beginsWith: 'diff',
  rows(segment) {
    const { ledgerIndex: ledger, firstTransaction } = segment;
    const era = eraOf(ledger);
    const rows: Write[] = [];
    const seen = new Map<string, Buffer>();
    segment.transactions.forEach(({ transaction, metadata }, place) => {
      const type = transactionType(transaction);
      const index = firstTransaction + place;
      const parts = new AccountParts(transaction, metadata);
      for (const bytes of parts.affected) {
        const account = bytes as Buffer;
        const marks = marksOf(parts.of(account));
        rows.push(put(accountTransactions, { account, era, ledger, index, type, marks }));
        seen.set(account.toString('latin1'), account);
      }
    });
    for (const account of seen.values()) rows.push(put(accountEras, { account, era }));
    return rows;
  },
};

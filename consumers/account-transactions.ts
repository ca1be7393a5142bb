import { accountEras, accountTransactions, eraOf } from '../schemas/tables/account-transactions';
import { put, type Write } from '../store/port';
import { affectedAccounts } from '../xrpl/transaction/affected-accounts';
import { transactionType } from '../xrpl/transaction/transaction-type';
import type { View } from './view';

/** Which transactions affected which accounts. */
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
      for (const bytes of affectedAccounts(transaction, metadata)) {
        const account = bytes as Buffer;
        rows.push(put(accountTransactions, { account, era, ledger, index: firstTransaction + place, type }));
        seen.set(account.toString('latin1'), account);
      }
    });
    for (const account of seen.values()) rows.push(put(accountEras, { account, era }));
    return rows;
  },
};

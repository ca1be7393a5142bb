import { eraOf } from '../schemas/tables/account-transactions';
import { mptEras, mptHolders, mptTransactions } from '../schemas/tables/mpts';
import { put, type Write } from '../store/port';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import { parseMptId } from '../xrpl/mpt';
import { holdingOf } from '../xrpl/mpt-holding';
import { affectedAccounts } from '../xrpl/transaction/affected-accounts';
import { mptsTouched } from '../xrpl/transaction/mpts-touched';
import { transactionType } from '../xrpl/transaction/transaction-type';
import type { View } from './view';

/** MPTs: who ever held each, and its transactions. */
export const mptsView: View = {
  name: 'mpts',
  beginsWith: 'state',
  rows: (segment) => [...holders(segment), ...history(segment)],
};

function holders({ objects }: LedgerDiff): Write[] {
  const rows: Write[] = [];
  for (const { blob, change } of objects) {
    const holding = change === 'created' && blob ? holdingOf(blob) : undefined;
    if (holding) rows.push(put(mptHolders, holding));
  }
  return rows;
}

function history({ ledgerIndex: ledger, firstTransaction, transactions }: LedgerDiff): Write[] {
  const rows: Write[] = [];
  const era = eraOf(ledger);
  const seen = new Map<string, Write>();
  transactions.forEach(({ transaction, metadata }, place) => {
    const touched = mptsTouched(transaction, metadata);
    if (touched.length === 0) return;
    const index = firstTransaction + place;
    const type = transactionType(transaction);
    const accounts = affectedAccounts(transaction, metadata) as Buffer[];
    for (const issuance of touched) {
      const add = (account: Buffer, affected: number): void => {
        rows.push(put(mptTransactions, { issuance, account, era, ledger, index, type, affected }));
        const name = issuance.toString('latin1') + account.toString('latin1');
        if (!seen.has(name)) seen.set(name, put(mptEras, { issuance, account, era }));
      };
      const issuer = parseMptId(issuance).issuer as Buffer;
      for (const account of accounts) add(account, 1);
      if (!accounts.some((account) => account.equals(issuer))) add(issuer, 0);
    }
  });
  return [...rows, ...seen.values()];
}

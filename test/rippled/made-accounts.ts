import { createHash } from 'node:crypto';
import { encode } from 'ripple-binary-codec';
import { accountRoot } from '../../xrpl/keylets/account';
import type { ObjectRecord } from '../../xrpl/ledger-diff';

/** Accounts that differ in their address alone, as encoded once. */
export function madeAccounts(count: number): ObjectRecord[] {
  const template = Buffer.from(
    encode({
      LedgerEntryType: 'AccountRoot',
      Account: 'rrrrrrrrrrrrrrrrrrrrrhoLvTp',
      Balance: '10000000',
      Flags: 0,
      OwnerCount: 0,
      PreviousTxnID: '0'.repeat(64),
      PreviousTxnLgrSeq: 1,
      Sequence: 1,
    }),
    'hex',
  );
  const place = template.indexOf(Buffer.alloc(20), template.length - 20);
  return Array.from({ length: count }, (_, i) => {
    const account = createHash('sha256').update(String(i)).digest().subarray(0, 20);
    const blob = Buffer.from(template);
    account.copy(blob, place);
    return { key: accountRoot(account), change: 'created', blob };
  });
}

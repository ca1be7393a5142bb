import { affectedNodes, CreatedNode } from '../../xrpl/transaction/affected-nodes';
import { longTermLedgerHashes, negativeUnl, recentLedgerHashes } from '../../xrpl/keylets/singletons';
import type { TransactionRecord } from '../../xrpl/ledger-diff';

const every256 = 256;

/**
 * The objects that a ledger's transactions touched, by their keys in hexadecimal, with whether each was there before the
 * ledger: the first that happened to it tells. Not all of them need have changed in the end, nor be there.
 *
 * @param transactions in TransactionIndex order
 * @throws CodecError
 */
export function touchedByTransactions(transactions: readonly TransactionRecord[]): Map<string, { existed: boolean }> {
  const touched = new Map<string, { existed: boolean }>();
  for (const { metadata } of transactions) {
    for (const { kind, key } of affectedNodes(metadata)) {
      if (key < 0) continue;
      const hex = metadata.toString('hex', key, key + 32).toUpperCase();
      if (!touched.has(hex)) touched.set(hex, { existed: kind !== CreatedNode });
    }
  }
  return touched;
}

/**
 * The objects that closing ledger `index` may change without any transaction: the skip lists, and at a flag ledger the
 * negative UNL.
 */
export function touchedByClosing(index: number): Buffer[] {
  const keys = [recentLedgerHashes];
  if ((index - 1) % every256 === 0) keys.push(longTermLedgerHashes(index - 1));
  if (index % every256 === 0) keys.push(negativeUnl);
  return keys;
}

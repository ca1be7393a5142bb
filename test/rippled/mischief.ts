import type { LedgerDiff } from '../../xrpl/ledger-diff';

/** How a node can be wrong about a ledger and say it all the same. */
export const mischiefs = {
  'a changed byte in an object': (ledger: LedgerDiff): LedgerDiff => ({
    ...ledger,
    objects: ledger.objects.map((object, i) =>
      i === 0 && object.blob ? { ...object, blob: flipped(object.blob) } : object,
    ),
  }),
  'a changed byte in a transaction': (ledger: LedgerDiff): LedgerDiff => ({
    ...ledger,
    transactions: ledger.transactions.map((each, i) =>
      i === 0 ? { ...each, transaction: flipped(each.transaction) } : each,
    ),
  }),
  'a changed byte in the header': (ledger: LedgerDiff): LedgerDiff => ({ ...ledger, header: flipped(ledger.header) }),
  'a dropped transaction': (ledger: LedgerDiff): LedgerDiff => ({
    ...ledger,
    transactions: ledger.transactions.slice(0, -1),
  }),
  'an empty diff': (ledger: LedgerDiff): LedgerDiff => ({ ...ledger, objects: [] }),
  'a missing object': (ledger: LedgerDiff): LedgerDiff => ({ ...ledger, objects: ledger.objects.slice(1) }),
} satisfies Record<string, (ledger: LedgerDiff) => LedgerDiff>;

export type Mischief = keyof typeof mischiefs;

/** The last byte: of a blob a part of some value, never of a length. */
function flipped(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  changed[changed.length - 1]! ^= 1;
  return changed;
}

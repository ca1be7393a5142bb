import type { LedgerDiff, ObjectRecord, TransactionRecord } from '../xrpl/ledger-diff';

const sizeOfTransaction = ({ transaction, metadata }: TransactionRecord): number =>
  transaction.length + metadata.length;
const sizeOfObject = ({ key, blob }: ObjectRecord): number => key.length + (blob?.length ?? 0);

/**
 * A ledger in segments of at most about `most` bytes, each complete in itself. The same ledger is always cut at the same
 * places, so that whoever publishes it again repeats what is there.
 *
 * @param segments of one ledger, however they were cut
 */
export function* cutLedger(segments: Iterable<LedgerDiff>, most: number): Generator<LedgerDiff> {
  const [first] = segments;
  if (!first) return;
  let [segment, transactions, objects, size] = [0, 0, 0, 0];
  const begin = (): LedgerDiff => {
    const { ledgerIndex, kind, hash, header } = first;
    const place = { segment: segment++, last: false, firstTransaction: transactions, firstObject: objects };
    size = 0;
    return { ledgerIndex, kind, hash, header, ...place, transactions: [], objects: [] };
  };
  const isFull = (more: number): boolean => size > 0 && size + more > most;
  let current = begin();
  // A whole state has no transactions, and may be too large to be gone through for nothing.
  for (const { transactions: records } of first.kind === 'state' ? [] : segments) {
    for (const record of records) {
      const more = sizeOfTransaction(record);
      if (isFull(more)) {
        yield current;
        current = begin();
      }
      size += more;
      current.transactions.push(record);
      transactions++;
    }
  }
  for (const { objects: records } of segments) {
    for (const record of records) {
      const more = sizeOfObject(record);
      if (isFull(more)) {
        yield current;
        current = begin();
      }
      size += more;
      current.objects.push(record);
      objects++;
    }
  }
  yield { ...current, last: true };
}

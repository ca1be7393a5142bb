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
export function cutLedger(segments: readonly LedgerDiff[], most: number): LedgerDiff[] {
  const [first] = segments;
  if (!first) return [];
  const cut: LedgerDiff[] = [];
  let size = 0;
  const begin = (firstTransaction: number, firstObject: number): void => {
    const { ledgerIndex, kind, hash, header } = first;
    const place = { segment: cut.length, last: false, firstTransaction, firstObject };
    cut.push({ ledgerIndex, kind, hash, header, ...place, transactions: [], objects: [] });
    size = 0;
  };
  let transactions = 0;
  let objects = 0;
  begin(0, 0);
  for (const record of segments.flatMap((segment) => segment.transactions)) {
    if (size > 0 && size + sizeOfTransaction(record) > most) begin(transactions, objects);
    size += sizeOfTransaction(record);
    cut.at(-1)!.transactions.push(record);
    transactions++;
  }
  for (const record of segments.flatMap((segment) => segment.objects)) {
    if (size > 0 && size + sizeOfObject(record) > most) begin(transactions, objects);
    size += sizeOfObject(record);
    cut.at(-1)!.objects.push(record);
    objects++;
  }
  cut.at(-1)!.last = true;
  return cut;
}

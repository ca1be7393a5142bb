import { metaFacts } from '../../xrpl/transaction/meta-facts';
import type { LedgerDiff, ObjectRecord, TransactionRecord } from '../../xrpl/ledger-diff';
import type { LedgerHeading } from './ledger-node';

/**
 * A ledger as the log has it: transactions in the order of their TransactionIndex (servers give them by id), objects by key.
 * @throws CodecError for metadata that can't be read
 */
export function diffOf(
  ledgerIndex: number,
  { header, hash }: LedgerHeading,
  transactions: readonly TransactionRecord[],
  objects: readonly ObjectRecord[],
): LedgerDiff {
  const placed = transactions.map((record) => ({ record, place: metaFacts(record.metadata).index }));
  return {
    ledgerIndex,
    kind: 'diff',
    hash,
    header,
    segment: 0,
    last: true,
    firstTransaction: 0,
    transactions: placed.sort((a, b) => a.place - b.place).map(({ record }) => record),
    firstObject: 0,
    objects: [...objects].sort((a, b) => a.key.compare(b.key)),
  };
}

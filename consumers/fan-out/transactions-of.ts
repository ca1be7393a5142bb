import { metaFacts } from '../../xrpl/transaction/meta-facts';
import { transactionType } from '../../xrpl/transaction/transaction-type';
import { transactionId } from '../../xrpl/hash';
import { parseHeader } from '../../xrpl/header';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { toUnixTime } from '../../xrpl/time';
import { transactionTypeName } from '../../xrpl/codec/names';
import { hexText } from './columns';
import type { TopicRecord } from './topic';

export interface LedgerTransaction {
  transaction: Buffer;
  metadata: Buffer;
  ledgerIndex: number;
  /** Ledger time, seconds since 2000-01-01. */
  closeTime: number;
  index: number;
  /** Upper-case hexadecimal. */
  hash: string;
  /** `Payment`. */
  type: string;
  /** A code of the definitions; 0 is success. */
  result: number;
}

/** Milliseconds since 1970. */
export const closeTimeOf = (segment: LedgerDiff): number => toUnixTime(parseHeader(segment.header).closeTime) * 1000;

export function* transactionsOf(segment: LedgerDiff): Generator<LedgerTransaction> {
  const { ledgerIndex, firstTransaction, transactions } = segment;
  if (transactions.length === 0) return;
  const { closeTime } = parseHeader(segment.header);
  for (const [place, { transaction, metadata }] of transactions.entries()) {
    yield {
      transaction,
      metadata,
      ledgerIndex,
      closeTime,
      index: firstTransaction + place,
      hash: hexText(transactionId(transaction)),
      type: transactionTypeName(transactionType(transaction)),
      result: metaFacts(metadata).result,
    };
  }
}

/** The fields that say in which transaction something happened, and which of its happenings it is. */
export const happening = (
  { ledgerIndex, closeTime, index, hash, type }: LedgerTransaction,
  ordinal: number,
): TopicRecord => ({
  ledger_index: ledgerIndex,
  close_time: toUnixTime(closeTime) * 1000,
  transaction_index: index,
  ordinal,
  transaction_hash: hash,
  transaction_type: type,
});

export const happeningIdentity = ['ledger_index', 'transaction_index', 'ordinal'] as const;

import { CodecError } from '../codec/codec-error';
import { findField, fieldOf } from '../codec/walk';

const TransactionType = fieldOf('TransactionType');

/**
 * The code of a transaction's type (`TRANSACTION_TYPES` of the definitions).
 * @throws CodecError when the transaction is malformed or has none.
 */
export function transactionType(transaction: Uint8Array): number {
  const found = findField(transaction, TransactionType);
  if (found === undefined) throw new CodecError('missing', transaction.length, 'TransactionType');
  return ((transaction[found.start] as number) << 8) | (transaction[found.start + 1] as number);
}

import { afterHeader, field, fieldAt, skipValue, WireError } from './wire';

const TransactionType = field(1, 2);

/**
 * The code of a transaction's type (`TRANSACTION_TYPES` of the definitions).
 * @throws WireError when the transaction has none.
 */
export function transactionType(transaction: Uint8Array): number {
  let at = 0;
  while (at < transaction.length) {
    const code = fieldAt(transaction, at);
    at = afterHeader(transaction, at);
    const end = skipValue(transaction, at, code);
    if (code === TransactionType) return ((transaction[at] as number) << 8) | (transaction[at + 1] as number);
    at = end;
  }
  throw new WireError('has no TransactionType', transaction.length);
}

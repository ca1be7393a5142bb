import { defaultDefinitions } from '../codec/definitions';
import { valueJson } from '../codec/json';
import { findField, fieldOf } from '../codec/walk';
import { metaFacts, tesSUCCESS } from './meta-facts';
import { transactionType } from './transaction-type';
import { TransactionType } from './transaction-types';

const Amount = fieldOf('Amount');
const DeliveredAmount = fieldOf('DeliveredAmount');

const delivers = new Set<number>([TransactionType.Payment, TransactionType.CheckCash, TransactionType.AccountDelete]);

// The first ledger of the main network in which a partial payment says what it delivered, and a close time that is
// well after that, for every other network (rippled, DeliveredAmount.cpp).
const FIRST_LEDGER = 4_594_095;
const LATE_ENOUGH = 446_000_000;

/**
 * JSON text of `delivered_amount`: an amount as rippled writes it, or `"unavailable"` where a payment may have been
 * partial and nobody wrote down what it delivered. `undefined` for transactions that have no such thing: those that failed, and those
 * that are neither Payment, CheckCash nor AccountDelete.
 * @param closeTime of the ledger, in seconds since 2000-01-01
 * @throws CodecError when transaction or metadata is malformed.
 */
export function deliveredAmount(
  transaction: Uint8Array,
  metadata: Uint8Array,
  ledgerIndex: number,
  closeTime: number,
): string | undefined {
  const type = transactionType(transaction);
  if (!delivers.has(type)) return undefined;
  if (metaFacts(metadata).result !== tesSUCCESS) return undefined;
  const delivered = findField(metadata, DeliveredAmount);
  if (delivered !== undefined) return amountJson(metadata, delivered.start, DeliveredAmount);
  if (ledgerIndex >= FIRST_LEDGER || closeTime > LATE_ENOUGH) {
    const amount = findField(transaction, Amount);
    if (amount !== undefined) return amountJson(transaction, amount.start, Amount);
  }
  return '"unavailable"';
}

function amountJson(blob: Uint8Array, at: number, field: number): string {
  return valueJson(blob, at, field, defaultDefinitions, 'rippled');
}

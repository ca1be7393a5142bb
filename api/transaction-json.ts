import type { StoredTransaction } from '../store/read/reader';
import { selector } from '../xrpl/codec/select';
import { toJson } from '../xrpl/codec/json';
import { metaFacts } from '../xrpl/transaction/meta-facts';
import { transactionType } from '../xrpl/transaction/transaction-type';
import type { ApiVersion } from './call';
import { RawJson, type JsonObject, type JsonValue } from './json';

const payment = 0;
const checkCash = 17;
const accountDelete = 21;

const amountOf = selector(['Amount']);
const deliveredAmountOf = selector(['DeliveredAmount']);

/** From this ledger of the main network, or this close time of any, metadata says what a partial payment delivered. */
const deliveredKnownFrom = { ledgerIndex: 4_594_095, closeTime: 446_000_000 };

/**
 * A transaction with `DeliverMax` beside a payment's `Amount`, or from API version 2 in its place.
 * @param members added at the end, such as `hash`.
 */
export function transactionJson(stored: StoredTransaction, apiVersion: ApiVersion, members: JsonObject = {}): RawJson {
  const { transaction } = stored;
  if (transactionType(transaction) !== payment) return new RawJson(toJson(transaction)).with(members);
  if (apiVersion > 1) return new RawJson(toJson(transaction, { rename: { Amount: 'DeliverMax' } })).with(members);
  const DeliverMax = amountOf(transaction).Amount as JsonValue;
  return new RawJson(toJson(transaction)).with({ DeliverMax, ...members });
}

/** Metadata with `delivered_amount` where money was delivered. @param closeTime of its ledger, ripple epoch */
export function metadataJson(stored: StoredTransaction, closeTime: number, members: JsonObject = {}): RawJson {
  const delivered_amount = deliveredAmount(stored, closeTime);
  return new RawJson(toJson(stored.metadata)).with({ delivered_amount, ...members });
}

/** What a successful payment, check or account deletion delivered; `unavailable` before metadata said so. */
function deliveredAmount(stored: StoredTransaction, closeTime: number): JsonValue | undefined {
  const type = transactionType(stored.transaction);
  if (type !== payment && type !== checkCash && type !== accountDelete) return undefined;
  if (metaFacts(stored.metadata).result !== 0) return undefined;
  const { DeliveredAmount } = deliveredAmountOf(stored.metadata);
  if (DeliveredAmount !== undefined) return DeliveredAmount as JsonValue;
  const known = stored.ledgerIndex >= deliveredKnownFrom.ledgerIndex || closeTime > deliveredKnownFrom.closeTime;
  const { Amount } = amountOf(stored.transaction);
  return known && Amount !== undefined ? (Amount as JsonValue) : 'unavailable';
}

import type { StoredTransaction } from '../store/read/reader';
import { deliveredAmount } from '../xrpl/transaction/delivered-amount';
import { synthesizedFields } from '../xrpl/transaction/synthesized-fields';
import { transactionType } from '../xrpl/transaction/transaction-type';
import { TransactionType } from '../xrpl/transaction/transaction-types';
import type { ApiVersion } from './call';
import { fieldsShown, shown } from './codec';
import { RawJson, type JsonObject, type JsonValue } from './json';

const amountOf = fieldsShown(['Amount']);
const deliverMax = { Amount: 'DeliverMax' };

/**
 * A transaction with `DeliverMax` beside a payment's `Amount`, or from API version 2 in its place.
 * @param members added at the end, such as `hash`.
 */
export function transactionJson(stored: StoredTransaction, apiVersion: ApiVersion, members: JsonObject = {}): RawJson {
  const { transaction } = stored;
  if (transactionType(transaction) !== TransactionType.Payment) return new RawJson(shown(transaction)).with(members);
  if (apiVersion > 1) return new RawJson(shown(transaction, deliverMax)).with(members);
  const DeliverMax = amountOf(transaction).Amount as JsonValue;
  return new RawJson(shown(transaction)).with({ DeliverMax, ...members });
}

/**
 * Metadata with `delivered_amount` where money was delivered, and `mpt_issuance_id` where an MPT was issued.
 * @param closeTime of the transaction's ledger, seconds since 2000-01-01
 * @param nfts whether to name the tokens and offers of NFT transactions too, as `tx` and `account_tx` do.
 */
export function metadataJson(stored: StoredTransaction, closeTime: number, nfts = false): RawJson {
  const { transaction, metadata, ledgerIndex } = stored;
  const delivered = deliveredAmount(transaction, metadata, ledgerIndex, closeTime);
  const { mpt_issuance_id, ...tokens } = synthesizedFields(transaction, metadata);
  return new RawJson(shown(metadata)).with({
    delivered_amount: delivered === undefined ? undefined : new RawJson(delivered),
    mpt_issuance_id,
    ...(nfts && tokens),
  });
}

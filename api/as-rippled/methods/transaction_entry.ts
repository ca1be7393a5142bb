import { toIso } from '../../../xrpl/time';
import { shown } from '../../codec';
import { hex } from '../../hex';
import { RawJson } from '../../json';
import { closeTimeOf } from '../../ledger-json';
import { transactionJson } from '../../transaction-json';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { asText, hash256Of, NamedError } from '../request';

/** The metadata as it is in the ledger, without what rippled adds to it elsewhere. */
export const transaction_entry: Handler = async (request, context) => {
  const { ledger, about } = await lookUpLedger(request, context);
  if (!Object.hasOwn(request, 'tx_hash')) throw new NamedError('fieldNotFoundTransaction', about);
  const id = hash256Of(asText(request['tx_hash']));
  if (!id) throw new NamedError('malformedRequest', about);
  const found = await context.reader.transactionById(id);
  if (found?.ledgerIndex !== ledger.ledgerIndex) throw new NamedError('transactionNotFound', about);
  const meta = new RawJson(shown(found.metadata));
  const hash = hex(found.id);
  const { apiVersion } = context;
  if (apiVersion < 2) return { ...about, metadata: meta, tx_json: transactionJson(found, apiVersion, { hash }) };
  const close_time_iso = toIso(closeTimeOf(ledger));
  return { ...about, meta, tx_json: transactionJson(found, apiVersion), hash, close_time_iso };
};

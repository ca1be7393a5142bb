import { encodeAccountId } from '../../../xrpl/base58';
import type { JsonValue } from '../../json';
import { deposit_authorized as method } from '../../methods/deposit_authorized';
import type { RequestObject } from '../../parse-json';
import { RpcError } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { addressOf, beside, expectedField, missingField } from '../request';

/** rippled's own words where it says more than the name of the error. */
const worded = new Set(['badCredentials', 'invalidParams']);

export const deposit_authorized: Handler = async (request, context) => {
  const source = accountOf(request, 'source_account');
  const destination = accountOf(request, 'destination_account');
  const { about, selection } = await lookUpLedger(request, context);
  const { credentials } = request;
  const params = { source_account: source, destination_account: destination, ...selection, credentials };
  try {
    const result = await method.run(params, context);
    return result.credentials ? { ...result, credentials: credentials as JsonValue } : result;
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    if (error.error === 'invalidParams') throw new RpcError('invalidParams', error.message);
    throw beside(about, error.error, worded.has(error.error) ? error.message : undefined);
  }
};

function accountOf(request: RequestObject, name: string): { value: Buffer; given: string } {
  if (!Object.hasOwn(request, name)) throw missingField(name);
  const text = request[name];
  if (typeof text !== 'string') throw expectedField(name, 'a string');
  const value = addressOf(text, () => new RpcError('actMalformed'));
  return { value, given: encodeAccountId(value) };
}

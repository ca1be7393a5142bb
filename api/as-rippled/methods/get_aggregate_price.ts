import { get_aggregate_price as method } from '../../methods/get_aggregate_price';
import { without } from '../../json';
import { readParams } from '../../fields/field';
import type { RequestObject } from '../../parse-json';
import { invalidParams, RpcError } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { beside, missingField } from '../request';

const fields = without(method.fields, 'ledger_hash', 'ledger_index');

export const get_aggregate_price: Handler = async (request, context) => {
  for (const name of ['oracles', 'base_asset', 'quote_asset']) {
    if (!Object.hasOwn(request, name)) throw missingField(name);
    if (name !== 'oracles') continue;
    const { oracles } = request;
    if (!Array.isArray(oracles) || oracles.length === 0 || oracles.length > 200) throw new RpcError('oracleMalformed');
  }
  let params;
  try {
    params = readParams(fields, withNumbers(request), context.apiVersion);
  } catch (error) {
    if (error instanceof RpcError) throw error.error === 'oracleMalformed' ? error : invalidParams();
    throw error;
  }
  const { about, selection } = await lookUpLedger(request, context);
  try {
    return await method.run({ ...params, ...selection }, context);
  } catch (error) {
    throw error instanceof RpcError && error.error === 'objectNotFound' ? beside(about, 'objectNotFound') : error;
  }
};

/** Numbers may stand as text. */
function withNumbers(request: RequestObject): RequestObject {
  const read = { ...request };
  for (const name of ['time_threshold', 'trim']) {
    const value = request[name];
    if (typeof value === 'string' && /^\d+$/.test(value)) read[name] = Number(value);
    // No threshold at all.
    if (name === 'time_threshold' && read[name] === 0) delete read[name];
  }
  return read;
}

import { hex, hexJson } from '../../hex';
import { entryTypeOf } from '../../ledger-entry-types';
import { entryJson } from '../../object-json';
import { RpcError } from '../../rpc-error';
import type { RequestObject } from '../../parse-json';
import type { Handler } from '../handler';
import { parsers } from '../ledger-entry/parsers';
import { lookUpLedger } from '../ledger-lookup';
import { asBool, NamedError } from '../request';

export const ledger_entry: Handler = async (request, context) => {
  const { ledger, about } = await lookUpLedger(request, context);
  const { type, key } = keyOf(request, (token) => new NamedError(token, about), context.apiVersion);
  const blob = key.equals(noKey) ? undefined : await context.reader.object(key, ledger.ledgerIndex);
  if (!blob) throw new NamedError('entryNotFound', about);
  if (type && entryTypeOf(blob) !== type) throw new NamedError('unexpectedLedgerType', about);
  const shown = asBool(request['binary']) ? { node_binary: hexJson(blob) } : { node: entryJson(key, blob) };
  return { ...about, index: hex(key), ...shown };
};

const noKey = Buffer.alloc(32);

function keyOf(request: RequestObject, failed: (token: string) => NamedError, apiVersion: number) {
  const name = Object.keys(parsers).find((each) => Object.hasOwn(request, each));
  if (name === undefined) throw failed(apiVersion > 1 ? 'invalidParams' : 'unknownOption');
  const { type, parse } = parsers[name]!;
  try {
    return { type, key: parse(request[name], request) };
  } catch (error) {
    if (error instanceof NamedError) throw failed(error.token);
    // What makes rippled throw is told as an error of the request from version 2 on.
    if (apiVersion > 1 && error instanceof RpcError && error.error === 'internal') throw failed('invalidParams');
    throw error;
  }
}

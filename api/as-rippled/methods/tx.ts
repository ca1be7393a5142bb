import { tx as method } from '../../methods/tx';
import type { RequestObject } from '../../parse-json';
import { invalidParams, RpcError } from '../../rpc-error';
import type { Handler } from '../handler';
import { asBool, asText, asUint32, hash256Of } from '../request';

export const tx: Handler = async (request, context) => {
  const [byHash, byCtid] = ['transaction', 'ctid'].map((name) => Object.hasOwn(request, name));
  if (byHash === byCtid) throw invalidParams();
  const transaction = byHash ? hash256Of(asText(request['transaction'])) : undefined;
  if (byHash && !transaction) throw new RpcError('notImpl');
  const ctid = byCtid ? asText(request['ctid']) : undefined;
  const binary = asBool(request['binary']);
  try {
    return await method.run({ transaction, ctid, binary, ...rangeOf(request), proof: false }, context);
  } catch (error) {
    // Its table of errors has none of that name.
    if (!(error instanceof RpcError) || error.error !== 'wrongNetwork') throw error;
    throw new RpcError('wrongNetwork', error.message, { error_code: -1 });
  }
};

function rangeOf(request: RequestObject): { min_ledger: number | undefined; max_ledger: number | undefined } {
  if (!Object.hasOwn(request, 'min_ledger') || !Object.hasOwn(request, 'max_ledger')) {
    return { min_ledger: undefined, max_ledger: undefined };
  }
  try {
    return { min_ledger: asUint32(request['min_ledger']), max_ledger: asUint32(request['max_ledger']) };
  } catch {
    throw new RpcError('invalidLgrRange');
  }
}

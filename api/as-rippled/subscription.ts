import type { Context } from '../context';
import { readParams } from '../fields/field';
import type { AnyMethod, MethodResult } from '../method';
import type { RequestObject } from '../parse-json';
import { RpcError } from '../rpc-error';

/** Old names that rippled still takes. */
const streamNames = new Map<unknown, string>([['rt_transactions', 'transactions_proposed']]);

/** `subscribe` and `unsubscribe`: rippled says of what is wrong no more than the name of the error. */
export async function runPlainly(method: AnyMethod, request: RequestObject, context: Context): Promise<MethodResult> {
  const { streams, rt_accounts: accounts } = request;
  const read = { ...request };
  if (Array.isArray(streams)) read['streams'] = streams.map((name: unknown) => streamNames.get(name) ?? name);
  if (accounts !== undefined) read['accounts_proposed'] = accounts;
  try {
    const params = readParams(method.fields, read, context.apiVersion);
    return await method.run(params as never, context);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    // One of the accounts is no string.
    throw new RpcError(error.message.endsWith("'sItemNotString") ? 'actMalformed' : error.error);
  }
}

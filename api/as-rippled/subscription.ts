import type { Context } from '../context';
import { readParams, type Fields, type Params } from '../fields/field';
import type { MethodResult } from '../method';
import { isObject, type RequestObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';
import { peerStatus } from '../streams/streams';
import { asBool } from './request';

/** Old names that rippled still takes. */
const oldNames = new Map<unknown, string>([['rt_transactions', 'transactions_proposed']]);

/** How one of `subscribe` and `unsubscribe` does it. */
interface Subscription<F extends Fields> {
  readonly fields: F;
  readonly run: (params: Params<F>, context: Context) => MethodResult | Promise<MethodResult>;
  /** Its streams, without what it has nothing to do with. @throws RpcError */
  readonly streamsOf?: (streams: readonly unknown[]) => unknown[];
}

/** `subscribe` and `unsubscribe`: rippled says of what is wrong no more than the name of the error. */
export async function runPlainly<F extends Fields>(
  { fields, run, streamsOf = (streams) => [...streams] }: Subscription<F>,
  request: RequestObject,
  context: Context,
): Promise<MethodResult> {
  // Messages to an address are for administrators.
  if (Object.hasOwn(request, 'url')) throw new RpcError('noPermission');
  if (!context.subscriber) throw invalidParams();
  const { streams, rt_accounts: accounts, books } = request;
  const read = { ...request };
  if (Array.isArray(streams)) read['streams'] = streamsOf(streams.map((name: unknown) => oldNames.get(name) ?? name));
  if (accounts !== undefined) read['accounts_proposed'] = accounts;
  if (Array.isArray(books)) read['books'] = books.map(withFlags);
  try {
    return await run(readParams(fields, read, context.apiVersion), context);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    if (error.message === 'streamNotString') throw new RpcError('malformedStream');
    // One of the accounts is no string.
    throw new RpcError(error.message.endsWith("'sItemNotString") ? 'actMalformed' : error.error);
  }
}

export const isPeerStatus = (name: unknown): boolean => name === peerStatus;

/** A book whose flags may be of any kind, and have old names. */
function withFlags(book: unknown): unknown {
  if (!isObject(book)) return book;
  const given = (...names: readonly string[]): boolean => names.some((name) => asBool(book[name]));
  return { ...book, both: given('both', 'both_sides'), snapshot: given('snapshot', 'state') };
}

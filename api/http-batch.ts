import { isObject, parseArray } from './parse-json';

/** Calls in one body. */
export const mostCalls = 50;

/** One call of a batch, as a body of its own, and what its answer begins with. */
export interface BatchedCall {
  readonly body: string;
  readonly opening: string;
}

/**
 * The calls of a JSON-RPC 2.0 batch: an array of calls that all say `"jsonrpc": "2.0"`. `undefined` for anything else:
 * neither rippled nor Clio knows batches, and both refuse an array of calls that don't say so.
 */
export function readBatch(body: string): BatchedCall[] | undefined {
  if (!/^\s*\[/.test(body)) return undefined;
  const calls = parseArray(body);
  if (!calls || calls.length === 0) return undefined;
  if (!calls.every((call) => isObject(call) && call['jsonrpc'] === '2.0')) return undefined;
  return calls.map((call) => {
    const id = (call as { id?: unknown }).id ?? null;
    return { body: JSON.stringify(call), opening: `{"jsonrpc":"2.0","id":${JSON.stringify(id)}` };
  });
}

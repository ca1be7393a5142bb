import { apiVersionOf, type Call } from './call';
import { isObject, parseObject } from './parse-json';
import { RpcError } from './rpc-error';

/** Their messages need a connection that stays. */
export const webSocketOnly: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe']);

/** A body that came to a call. `text` is what errors echo. */
export interface HttpRequest {
  readonly call: Call;
  readonly text: string;
  readonly id: unknown;
}

/** A body that came to none: rippled answers such ones with status 400 or another and, mostly, a line of plain text. */
export type HttpRefusal =
  { readonly plain: string; readonly status?: number } | { readonly error: RpcError; text: string; id: unknown };

/** A body that holds several: each is answered in its place, and one that came to no call is told there, as JSON. */
export interface HttpBatch {
  readonly batch: readonly (HttpRequest | { readonly told: string })[];
}

export function readHttpRequest(body: string, clientAddress: string): HttpRequest | HttpRefusal {
  const request = parseObject(body);
  if (!request) return { plain: 'Unable to parse JSON from the request' };
  const { method, id } = request;
  const params = paramsOf(request['params']);
  const text = params.replaced ? JSON.stringify({ ...request, params: [{}] }) : body;
  if (method === undefined) return { plain: 'Null method' };
  if (typeof method !== 'string') return { plain: 'method is not string' };
  if (method === '') return { plain: 'method is empty' };
  if (webSocketOnly.has(method)) {
    const error = new RpcError('badSyntax', 'Subscribe and unsubscribe are only allowed or websocket.');
    return { error, text, id };
  }
  if (!params.members) return { plain: 'params unparseable' };
  try {
    const apiVersion = apiVersionOf(params.members);
    return { call: { transport: 'http', method, params: params.members, apiVersion, clientAddress }, text, id };
  } catch {
    return { plain: 'invalid_API_version' };
  }
}

/** `params` holds one object; what is as good as nothing stands for an empty one. */
function paramsOf(params: unknown): { members?: Record<string, unknown>; replaced: boolean } {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  const nothing = first === undefined || first === null || first === '';
  if (nothing || (isObject(params) && Object.keys(params).length === 0)) return { members: {}, replaced: true };
  if (Array.isArray(params) && params.length === 1 && isObject(first)) return { members: first, replaced: false };
  return { replaced: false };
}

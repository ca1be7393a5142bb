import { apiVersionOf, type Call } from './call';
import { parseObject, type RequestObject } from './parse-json';
import { RpcError } from './rpc-error';

export interface WebSocketRequest {
  readonly call: Call;
  readonly members: RequestObject;
  /** The message as it came, for errors to echo. */
  readonly text: string;
}

export interface WebSocketRefusal {
  readonly error: RpcError;
  readonly request: { readonly text: string; readonly members: RequestObject } | undefined;
}

/**
 * Reads one message: an object with a `command`, or with a `method` instead.
 * @param members of the object, where they are known
 */
export function readWebSocketRequest(
  text: string,
  clientAddress: string,
  members = parseObject(text),
): WebSocketRequest | WebSocketRefusal {
  if (!members) return { error: new RpcError('badSyntax'), request: undefined };
  const request = { text, members };
  const { command, method: alias } = members;
  const method = alias === undefined ? command : command === undefined ? alias : undefined;
  if (typeof method !== 'string') return { error: new RpcError('missingCommand'), request };
  try {
    const apiVersion = apiVersionOf(members);
    return { call: { transport: 'websocket', method, params: members, apiVersion, clientAddress }, members, text };
  } catch (error) {
    if (error instanceof RpcError) return { error, request };
    throw error;
  }
}

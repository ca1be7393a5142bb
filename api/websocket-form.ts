import { webSocketError, webSocketSuccess } from './envelope';
import type { MethodResult } from './method';
import type { RequestObject } from './parse-json';
import type { RpcError } from './rpc-error';
import type { WarningName } from './warnings';
import { readWebSocketRequest, type WebSocketRefusal, type WebSocketRequest } from './websocket-request';

/** How calls come over WebSocket and how answers go. */
export interface WebSocketForm {
  read(text: string, clientAddress: string): WebSocketRequest | WebSocketRefusal;
  success(result: MethodResult, request: RequestObject, given: readonly WarningName[]): string;
  /**
   * @param request absent when the message couldn't be read
   * @param text the message as it came
   */
  error(
    error: RpcError,
    request: { readonly text: string; readonly members: RequestObject } | undefined,
    text: string,
    given?: readonly WarningName[],
  ): string;
}

/** As Clio has it. */
export const clioWebSocket: WebSocketForm = {
  read: readWebSocketRequest,
  success: webSocketSuccess,
  error: (error, request, _text, given) => webSocketError(error, request, given),
};

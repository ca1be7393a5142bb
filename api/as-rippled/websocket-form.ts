import { jsonText, RawJson, type JsonValue } from '../json';
import { parseObject, type RequestObject } from '../parse-json';
import { RpcError } from '../rpc-error';
import type { WebSocketForm } from '../websocket-form';
import { readWebSocketRequest } from '../websocket-request';
import { complaintAbout } from './json-reader';
import { NamedError } from './request';

/** What rippled echoes of a request, `null` too. */
const echoed = ['id', 'api_version', 'jsonrpc', 'ripplerpc'];

/** Requests and answers over WebSocket as rippled has them. */
export const webSocketForm: WebSocketForm = {
  read(text, clientAddress) {
    if (complaintAbout(text) !== undefined || !parseObject(text)) {
      return { error: new RpcError('jsonInvalid'), request: undefined };
    }
    const read = readWebSocketRequest(text, clientAddress);
    if ('call' in read || !read.request) return read;
    const { command, method } = read.request.members;
    const isVersion = read.error.error === 'invalid_API_version';
    if (!isVersion && typeof command === 'string' && command === method) {
      return readWebSocketRequest(JSON.stringify({ ...read.request.members, method: undefined }), clientAddress);
    }
    return { ...read, error: new NamedError(isVersion ? 'invalid_API_version' : 'missingCommand') };
  },
  success(result, request) {
    const rest = jsonText({ ...echo(request), status: 'success', type: 'response' });
    return `{"result":${jsonText(result)},${rest.slice(1)}`;
  },
  error(error, request, text) {
    if (!request) return jsonText({ error: 'jsonInvalid', type: 'error', value: text });
    return jsonText({ ...error.toJson(), ...echo(request.members), request: new RawJson(request.text) });
  },
};

function echo(request: RequestObject): Record<string, JsonValue> {
  const members: Record<string, JsonValue> = {};
  for (const name of echoed)
    if (Object.hasOwn(request, name)) members[name] = new RawJson(JSON.stringify(request[name]));
  return members;
}

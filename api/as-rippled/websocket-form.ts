import { jsonText, RawJson } from '../json';
import { isObject } from '../parse-json';
import { RpcError } from '../rpc-error';
import type { WebSocketForm } from '../websocket-form';
import { readWebSocketRequest } from '../websocket-request';
import { echoOf, hasSecret, masked } from './echo';
import { readText } from './json-reader';
import { NamedError } from './request';

/** What rippled echoes of a request, `null` too. */
const echoed = ['id', 'api_version', 'jsonrpc', 'ripplerpc'];

/** Requests and answers over WebSocket as rippled has them. */
export const webSocketForm: WebSocketForm = {
  read(text, clientAddress) {
    const json = readText(text);
    if ('complaint' in json || !isObject(json.value)) return { error: new RpcError('jsonInvalid'), request: undefined };
    const members = json.value;
    const { command, method } = members;
    // Twice the same is as good as once.
    const isTwice = typeof command === 'string' && command === method;
    const read = readWebSocketRequest(json.text, clientAddress, isTwice ? { ...members, method: undefined } : members);
    if ('call' in read || !read.request) return read;
    const isVersion = read.error.error === 'invalid_API_version';
    return { ...read, error: new NamedError(isVersion ? 'invalid_API_version' : 'missingCommand') };
  },
  success(result, request) {
    const rest = jsonText({ ...echoOf(request, echoed), status: 'success', type: 'response' });
    return `{"result":${jsonText(result)},${rest.slice(1)}`;
  },
  error(error, request, text) {
    // Its strings end where there is a zero.
    if (!request) return jsonText({ error: 'jsonInvalid', type: 'error', value: text.split('\0', 1)[0]! });
    const { members } = request;
    const shown = hasSecret(members) ? JSON.stringify(masked(members)) : request.text;
    return jsonText({ ...error.toJson(), ...echoOf(members, echoed), request: new RawJson(shown) });
  },
};

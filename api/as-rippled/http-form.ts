import { httpSuccess } from '../envelope';
import { httpAsRippled } from '../forwarded-envelope';
import type { HttpForm } from '../http-form';
import { jsonText, RawJson, without, type JsonObject } from '../json';
import { isObject, type RequestObject } from '../parse-json';
import type { RpcError } from '../rpc-error';
import { echoOf, masked } from './echo';
import { readCalls, refused } from './http-request';
import { readText } from './json-reader';

/** What comes back of a call's parameters. */
const echoed = ['jsonrpc', 'ripplerpc', 'id'];

/** JSON-RPC over HTTP as rippled has it. */
export const httpForm: HttpForm = {
  read(body, clientAddress) {
    const read = readText(body);
    if ('complaint' in read) return refused(`Unable to parse request: ${read.complaint}`);
    if (!isObject(read.value) || Object.keys(read.value).length === 0) return refused('Unable to parse request: ');
    return readCalls(read.value, clientAddress);
  },
  success: (result, given, call) => withEcho(httpSuccess(result, given), call?.params),
  forwarded: (answer, given, call) => withEcho(httpAsRippled(answer, given), call?.params),
  error(error: RpcError, { request }): string {
    const members: JsonObject = without(error.toJson(), 'type');
    const call = request && { ...masked(request.params), command: request.method };
    // As any JSON is printed: a number beyond all bounds has no text of ours.
    const echo = call && new RawJson(JSON.stringify(call));
    return withEcho(jsonText({ result: { ...members, request: echo } }), request?.params);
  },
};

function withEcho(answer: string, params: RequestObject | undefined): string {
  if (!params || !echoed.some((name) => Object.hasOwn(params, name))) return answer;
  return `${answer.slice(0, -1)},${jsonText(echoOf(params, echoed)).slice(1)}`;
}

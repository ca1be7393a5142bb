import { apiVersionOf, type ApiVersion } from '../call';
import { jsonText, RawJson, type JsonObject } from '../json';
import { isObject, type RequestObject } from '../parse-json';
import { RpcError } from '../rpc-error';
import type { HttpBatch, HttpRefusal, HttpRequest } from '../http-request';
import { adminMethods } from './admin-methods';

/** What rippled says of a call that it doesn't begin with: a line and its status, or in a batch an error of JSON-RPC. */
interface Refusal {
  readonly message: string;
  readonly status: number;
  readonly code: number;
}

const unsuitable = (message: string): Refusal => ({ message, status: 400, code: -32601 });
const forbidden: Refusal = { message: 'Forbidden', status: 403, code: -32605 };
const wrongVersion: Refusal = { message: 'invalid_API_version', status: 400, code: -32606 };

const end = '\r\n';
export const refused = (text: string, status = 400): HttpRefusal => ({ plain: `${text}${end}`, status });

/** The call of a body, or the calls of one whose method is `batch`. */
export function readCalls(body: RequestObject, clientAddress: string): HttpRequest | HttpRefusal | HttpBatch {
  if (body['method'] !== 'batch') {
    const call = readCall(body, paramsOf(body), [firstParams(body)], clientAddress);
    return 'status' in call ? refused(call.message, call.status) : call;
  }
  const { params: calls } = body;
  if (!Array.isArray(calls)) return refused('Malformed batch request');
  return { batch: calls.map((each) => readBatched(each, clientAddress)) };
}

/** In a batch the members of a call stand beside its method. */
function readBatched(call: unknown, clientAddress: string): HttpRequest | { told: string } {
  if (!isObject(call)) return told({ request: asJson(call) }, unsuitable('Method not found'));
  const read = readCall(call, call, [firstParams(call), call], clientAddress);
  if (!('status' in read)) return read;
  if (read === wrongVersion) return told({ request: asJson(call) }, read);
  return told(Object.fromEntries(Object.entries(call).map(([name, value]) => [name, asJson(value)])), read);
}

function told(beside: JsonObject, { code, message }: Refusal): { told: string } {
  return { told: jsonText({ ...beside, error: { error: { code, message } } }) };
}

/**
 * Checks in rippled's order.
 * @param params `undefined` when they are none
 * @param versionsIn where the API version may stand
 */
function readCall(
  { method }: RequestObject,
  params: RequestObject | undefined,
  versionsIn: readonly RequestObject[],
  clientAddress: string,
): HttpRequest | Refusal {
  const apiVersion = versionOf(versionsIn);
  if (apiVersion === undefined) return wrongVersion;
  if (typeof method === 'string' && adminMethods.has(method)) return forbidden;
  if (method === undefined || method === null) return unsuitable('Null method');
  if (typeof method !== 'string') return unsuitable('method is not string');
  if (method === '') return unsuitable('method is empty');
  if (!params) return unsuitable('params unparseable');
  if (params['ripplerpc'] !== undefined && typeof params['ripplerpc'] !== 'string') {
    return unsuitable('ripplerpc is not a string');
  }
  return { call: { transport: 'http', method, params, apiVersion, clientAddress }, text: '', id: undefined };
}

/** The first that is not the oldest, which is meant where there is none. */
function versionOf(places: readonly RequestObject[]): ApiVersion | undefined {
  try {
    return places.map(apiVersionOf).find((version) => version !== 1) ?? 1;
  } catch (error) {
    if (error instanceof RpcError) return undefined;
    throw error;
  }
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

/** `params` holds one object; what is as good as nothing stands for an empty one. */
function paramsOf({ params }: RequestObject): RequestObject | undefined {
  if (isNothing(params) || params === '' || (isObject(params) && Object.keys(params).length === 0)) return {};
  if (!Array.isArray(params) || params.length > 1) return undefined;
  const first: unknown = params[0];
  if (isNothing(first)) return {};
  return isObject(first) ? first : undefined;
}

function firstParams({ params }: RequestObject): RequestObject {
  const first: unknown = Array.isArray(params) ? params[0] : undefined;
  return isObject(first) ? first : {};
}

const asJson = (value: unknown): RawJson => new RawJson(JSON.stringify(value));

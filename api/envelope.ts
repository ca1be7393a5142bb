import { jsonText, membersText, RawJson, type JsonValue } from './json';
import type { ForwardedAnswer } from './forwarding';
import type { MethodResult } from './method';
import type { RequestObject } from './parse-json';
import type { RpcError } from './rpc-error';
import { warnings, type WarningName } from './warnings';

/** What a call came to, before it is wrapped for its transport. */
export interface Outcome {
  readonly answer: MethodResult | ForwardedAnswer | RpcError;
  /** Absent when the call never reached a method: such answers carry no warnings. */
  readonly warnings?: readonly WarningName[];
}

const success = { status: 'success' };
const successText = membersText(success);

/**
 * Wraps results and errors as rippled's JSON-RPC over HTTP does: everything, errors too, inside `result`.
 * @param request the body as it was sent, echoed with errors.
 */
export function httpSuccess(result: MethodResult, given: readonly WarningName[]): string {
  if (result instanceof RawJson) return `{"result":${result.with(success).text}${warningsText(given)}}`;
  const members = membersText(result);
  return `{"result":{${members}${members && ','}${successText}}${warningsText(given)}}`;
}

export function httpError(
  error: RpcError,
  request: { text: string; id: unknown },
  given?: readonly WarningName[],
): string {
  const members = { ...error.toJson(), id: echo(request.id), request: new RawJson(request.text) };
  return `{"result":${jsonText(members)}${warningsText(given)}}`;
}

/** Over WebSocket, `id` and `api_version` come back as the client sent them, and errors stand at the top. */
export function webSocketSuccess(result: MethodResult, request: RequestObject, given: readonly WarningName[]): string {
  const rest = jsonText({
    id: echo(request['id']),
    api_version: echo(request['api_version']),
    status: 'success',
    type: 'response',
  });
  return `{"result":${jsonText(result)},${rest.slice(1, -1)}${warningsText(given)}}`;
}

/** @param request absent when the message couldn't be read. */
export function webSocketError(
  error: RpcError,
  request: { text: string; members: RequestObject } | undefined,
  given: readonly WarningName[] | undefined,
): string {
  const members = jsonText({
    ...error.toJson(),
    id: echo(request?.members['id']),
    api_version: echo(request?.members['api_version']),
    request: request && new RawJson(request.text),
  });
  return `${members.slice(0, -1)}${warningsText(given)}}`;
}

/** `null` isn't echoed, as though it had not been sent. */
function echo(value: unknown): JsonValue | undefined {
  return value === null || value === undefined ? undefined : new RawJson(JSON.stringify(value));
}

const usual = `,"warnings":${jsonText([warnings.validatedOnly])}`;
const usualOutdated = `,"warnings":${jsonText([warnings.validatedOnly, warnings.outdated])}`;

function warningsText(given: readonly WarningName[] | undefined): string {
  if (given === undefined) return '';
  if (given.length === 1 && given[0] === 'validatedOnly') return usual;
  if (given.length === 2 && given[0] === 'validatedOnly' && given[1] === 'outdated') return usualOutdated;
  // rippled's own word for it stands beside the list.
  const load = given.includes('rateLimit') ? ',"warning":"load"' : '';
  return `${load},"warnings":${jsonText(given.map((name) => warnings[name]))}`;
}

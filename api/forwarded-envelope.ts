import type { Message } from '../rippled/connection';
import type { ForwardedAnswer } from './forwarding';
import { without } from './json';
import { warnings, type WarningName } from './warnings';

/** An answer of rippled's for a WebSocket client: as it came, marked, with our warnings after rippled's own. */
export function webSocketForwarded({ message }: ForwardedAnswer, given: readonly WarningName[]): string {
  return JSON.stringify({ ...message, forwarded: true, warnings: allWarnings({ message }, given) });
}

/** The same for an HTTP client: `status` and errors stand inside `result`, as everywhere over HTTP. */
export function httpForwarded({ message }: ForwardedAnswer, given: readonly WarningName[]): string {
  const outside = { forwarded: true, warnings: allWarnings({ message }, given) };
  // What is undefined isn't printed.
  const { result, ...rest }: Message = { ...message, id: undefined, warnings: undefined };
  if (typeof result !== 'object' || result === null) return JSON.stringify({ result: rest, ...outside });
  return JSON.stringify({ result: { ...result, status: rest['status'] }, ...rest, ...outside });
}

/** As rippled itself answers over HTTP, marked. */
export function httpAsRippled({ message }: ForwardedAnswer, given: readonly WarningName[]): string {
  const { result, ...rest }: Message = without(message, 'id', 'warnings', 'type', 'api_version');
  const members = typeof result === 'object' && result !== null ? { ...result, status: rest['status'] } : rest;
  return JSON.stringify({ result: members, forwarded: true, warnings: allWarnings({ message }, given) });
}

function allWarnings(
  { message: { warnings: theirs } }: Pick<ForwardedAnswer, 'message'>,
  given: readonly WarningName[],
): unknown[] {
  const ours = given.map((name) => warnings[name]);
  return Array.isArray(theirs) ? [...(theirs as unknown[]), ...ours] : ours;
}

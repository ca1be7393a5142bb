import { corpusLines } from '../corpus/recording';
import { unknownMethod, type Answer } from './double';

/* eslint-disable @typescript-eslint/no-explicit-any */

/** A recorded request over either transport, with the answers of both servers as they came. */
export interface RecordedCase {
  readonly id: string;
  readonly transport: 'ws' | 'http';
  readonly request: Record<string, any>;
  readonly rippled: Record<string, any>;
  readonly clio: Record<string, any>;
}

/** Every request of a set that Clio sent on to rippled. */
export async function forwardedCases(set: string): Promise<RecordedCase[]> {
  const cases: RecordedCase[] = [];
  for await (const text of corpusLines('data', set, 'golden.ndjson.gz')) {
    if (!text.includes('"forwarded":true')) continue;
    const line = JSON.parse(text);
    const body = (answer: any) => (line.transport === 'http' ? answer.body : answer);
    const [rippled, clio] = [body(line.rippled), body(line.clio)];
    if (clio?.forwarded !== true) continue;
    for (const [name, value] of Object.entries<any>(clio.result ?? {})) {
      if (value?.$same === 'rippled') clio.result[name] = rippled.result[name];
    }
    cases.push({ id: line.id, transport: line.transport, request: line.request, rippled, clio });
  }
  return cases;
}

/** Every search for paths over WebSocket: rippled's answers alone, since Clio doesn't know the method. */
export async function pathFindCases(set: string): Promise<RecordedCase[]> {
  const cases: RecordedCase[] = [];
  for await (const text of corpusLines('data', set, 'golden.ndjson.gz')) {
    if (!text.includes('"method":"path_find"')) continue;
    const line = JSON.parse(text);
    if (line.transport === 'ws' && line.request.subcommand !== undefined) cases.push(line);
  }
  return cases;
}

/** Answers any recorded request of a set as rippled did then. */
export async function corpusAnswers(set: string): Promise<Answer> {
  const cases: RecordedCase[] = [];
  for await (const text of corpusLines('data', set, 'golden.ndjson.gz')) {
    const line = JSON.parse(text);
    const body = line.transport === 'http' ? line.rippled?.body : line.rippled;
    const isCall = line.transport === 'ws' || (line.transport === 'http' && body?.result !== undefined);
    if (isCall && body && body._failed === undefined && body.error !== 'jsonInvalid')
      cases.push({ ...line, rippled: body });
  }
  return recordedAnswers(cases);
}

/** Answers a request as rippled did when it was recorded. */
export function recordedAnswers(cases: readonly RecordedCase[]): Answer {
  const answers = new Map(cases.map((line) => [keyOf(asMessage(line)), webSocketForm(line)]));
  return (request) => {
    const answer = answers.get(keyOf(request));
    if (!answer) return unknownMethod(request);
    const echo = answer['request'];
    // rippled echoes what it received, secrets masked, with the id that this connection gave it.
    return echo === undefined ? answer : { ...answer, request: { ...echo, id: request['id'] } };
  };
}

function asMessage({ transport, request }: RecordedCase): Record<string, any> {
  return transport === 'ws' ? request : { ...request['params']?.[0], command: request['method'] };
}

/** Members in any order, without the id. */
function keyOf({ id: _, ...request }: Record<string, any>): string {
  return JSON.stringify(Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Over HTTP rippled puts everything into `result`; over WebSocket errors stand at the top. */
function webSocketForm({ transport, request, rippled }: RecordedCase): Record<string, any> {
  if (transport === 'ws') return rippled;
  const version = request['params']?.[0]?.api_version;
  const { status, ...result } = rippled['result'];
  const members = { ...(version !== undefined && { api_version: version }), status };
  return result.error === undefined ? { ...members, result } : { ...members, ...result };
}

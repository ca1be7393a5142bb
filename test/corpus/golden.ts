import { corpusLines, type Json } from './recording';

/** One recorded request with rippled's and Clio's answers, over whichever transport it went. */
export interface GoldenLine {
  id: string;
  method: string;
  transport: string;
  api_version?: number;
  chain?: string;
  page?: number;
  request: Record<string, Json>;
  /** `result` of the answers; absent when the server didn't answer or answered with an error outside of it. */
  rippled?: Record<string, Json>;
  clio?: Record<string, Json>;
}

const SAME = '$same';

export async function* golden(set: string, methods: readonly string[]): AsyncGenerator<GoldenLine> {
  const wanted = new RegExp(`^\\{"id":"[^"]*","method":"(?:${methods.join('|')})"`);
  for await (const text of corpusLines('data', set, 'golden.ndjson.gz')) {
    if (!wanted.test(text.slice(0, 200))) continue;
    const line = JSON.parse(text);
    if (line.transport !== 'ws' && line.transport !== 'http') continue;
    const result = (answer: Json) => (line.transport === 'http' ? answer?.body?.result : answer?.result);
    const request = line.transport === 'http' ? line.request?.params?.[0] : line.request;
    const [rippled, clio] = [result(line.rippled), result(line.clio)];
    for (const [name, value] of Object.entries<Json>(clio ?? {})) {
      if (value?.[SAME] === 'rippled') clio[name] = rippled[name];
    }
    yield { ...line, request: request ?? {}, rippled, clio };
  }
}

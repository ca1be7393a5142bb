import { errors } from '../../schemas/errors';

const known = new Map(Object.entries(errors).map(([name, info]) => [info.token ?? name, info]));

interface Answer {
  transport: 'http' | 'websocket';
  status: number;
  type: string;
  text: string;
}

/**
 * In rippled's way any error may lack a code, or be `internal` where rippled throws: there it is the log that tells our
 * own defects. Nor is every refusal JSON.
 */
export function faultAsRippled({ transport, status, type, text }: Answer): string | undefined {
  if (![200, 400, 403].includes(status)) return `status ${status}`;
  if (transport === 'http' && type.startsWith('text/plain')) return text === '' ? 'an empty refusal' : undefined;
  try {
    const answer = JSON.parse(text) as unknown;
    return typeof answer === 'object' && answer !== null ? undefined : 'no object';
  } catch {
    return 'no JSON';
  }
}

/** What is wrong with an answer, or `undefined`. Without a node to ask, whatever is answered comes from us. */
export function faultOf(answer: Answer): string | undefined {
  const { transport, status, type, text } = answer;
  if (transport === 'http' && status === 400 && type.startsWith('text/plain'))
    return text === '' ? 'an empty refusal' : undefined;
  if (transport === 'http' && status !== 200 && status !== 400) return `status ${status}`;
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return 'no JSON';
  }
  const message = whole as Record<string, unknown>;
  const failed = transport === 'http' ? (message['result'] as Record<string, unknown>) : message;
  if (typeof failed !== 'object' || failed === null) return 'no result';
  if (failed['status'] === 'success') return undefined;
  if (failed['status'] !== 'error') return `status ${JSON.stringify(failed['status'])}`;
  const name = failed['error'];
  const info = typeof name === 'string' ? known.get(name) : undefined;
  if (!info) return `an error that is none: ${JSON.stringify(name)}`;
  if (name === 'internal') return 'internal';
  if (!info.bare && (typeof failed['error_code'] !== 'number' || typeof failed['error_message'] !== 'string')) {
    return `${String(name)} without code or message`;
  }
  return undefined;
}

import { errors } from '../../schemas/errors';

const known = new Map(Object.entries(errors).map(([name, info]) => [info.token ?? name, info]));

/** What is wrong with an answer, or `undefined`. Without a node to ask, whatever is answered comes from us. */
export function faultOf(answer: {
  transport: 'http' | 'websocket';
  status: number;
  type: string;
  text: string;
}): string | undefined {
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

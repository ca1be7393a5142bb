import { RawJson, type JsonValue } from '../json';
import type { RequestObject } from '../parse-json';

/** Members of a request as they came, `null` too. */
export function echoOf(request: RequestObject, names: readonly string[]): Record<string, JsonValue> {
  const members: Record<string, JsonValue> = {};
  for (const name of names) {
    if (Object.hasOwn(request, name)) members[name] = new RawJson(JSON.stringify(request[name]));
  }
  return members;
}

const secrets = ['passphrase', 'secret', 'seed', 'seed_hex'];

export const hasSecret = (request: RequestObject): boolean => secrets.some((name) => Object.hasOwn(request, name));

/** A request to be echoed: what it keeps secret is not in it. */
export function masked(request: RequestObject): RequestObject {
  if (!hasSecret(request)) return request;
  const shown = { ...request };
  for (const name of secrets) if (Object.hasOwn(request, name)) shown[name] = '<masked>';
  return shown;
}

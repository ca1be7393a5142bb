/**
 * JSON text that goes into an answer as it stands. The codec turns binary straight into text; parsing that text to
 * put it into an object, and printing it again, would cost more than everything else an answer needs.
 */
export class RawJson {
  constructor(readonly text: string) {}

  /** This object's text with more members after its own. The caller sees to it that no name comes twice. */
  with(members: JsonObject): RawJson {
    const added = membersText(members);
    if (added === '') return this;
    const head = this.text.slice(0, -1);
    return new RawJson(head === '{' ? `{${added}}` : `${head},${added}}`);
  }
}

export type JsonValue = null | boolean | number | string | RawJson | readonly JsonValue[] | JsonObject;
/** Members whose value is `undefined` are left out. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** The text of a value, with the texts of fragments in their places. */
export function jsonText(value: JsonValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return arrayText(value as readonly JsonValue[]);
  return `{${membersText(value as JsonObject)}}`;
}

function arrayText(values: readonly JsonValue[]): string {
  let text = '[';
  let separator = '';
  for (const value of values) {
    text += separator + jsonText(value);
    separator = ',';
  }
  return text + ']';
}

/** The members of an object without its braces; nothing when it has none. */
export function membersText(members: JsonObject): string {
  let text = '';
  for (const name in members) {
    const value = members[name];
    if (value === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(name)}:${jsonText(value)}`;
  }
  return text;
}

const names = new Map<string, string>();

/** Names recur in every answer, so their quoted forms are kept; names that clients make up are few but unbounded. */
function quoted(name: string): string {
  let text = names.get(name);
  if (text === undefined) {
    text = JSON.stringify(name);
    if (names.size < 1000) names.set(name, text);
  }
  return text;
}

/** The members of an object but for some. */
export function without<T extends object, K extends string>(members: T, ...names: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name as K))) as Omit<T, K>;
}

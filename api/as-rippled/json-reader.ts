import { deepest, plainJson } from './json/careful';
import { Complaint } from './json/complaint';
import { isInRange } from './json/numbers';

/** Bytes; a longer text is not looked at. */
const longest = 1_000_000;

export interface ReadText {
  readonly value: unknown;
  /** The value alone: the text that was read, or plain JSON for it where that had more, or something else. */
  readonly text: string;
}

/** `complaint` is for the client, in lines; empty where there is nothing to say. */
export type Unreadable = { readonly complaint: string };

/** A text as rippled reads it: an object, an array or `null`, and whatever stands behind it. */
export function readText(text: string): ReadText | Unreadable {
  if (isTooLong(text)) return { complaint: '' };
  const members = membersOf(text);
  const value = members === undefined ? undefined : parsed(text);
  if (typeof value === 'object' && value !== null && countMembers(value) === members) return { value, text };
  return readCarefully(text);
}

function readCarefully(text: string): ReadText | Unreadable {
  try {
    const plain = plainJson(text);
    const value: unknown = JSON.parse(plain);
    if (typeof value === 'object') return { value, text: plain };
    throw new Complaint('A valid JSON document must be either an array or an object value.', 0);
  } catch (error) {
    if (error instanceof Complaint) return { complaint: error.told(text) };
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isTooLong = (text: string): boolean =>
  text.length > longest || (text.length > longest / 3 && Buffer.byteLength(text) > longest);

const isOfNumber = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x2b || code === 0x2d || code === 0x65 || code === 0x45;

/** Fewer digits are always in range. */
const fewDigits = 9;

/**
 * Members of all objects of a text that is JSON, by their colons; `undefined` where rippled may not read it as JSON is read.
 * One pass, whatever comes.
 */
function membersOf(text: string): number | undefined {
  let depth = 0;
  let members = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      for (i += 1; i < text.length && text.charCodeAt(i) !== 0x22; i += 1) {
        if (text.charCodeAt(i) !== 0x5c) continue;
        i += 1;
        // Half a character may come, which is one for JSON.
        if (text[i] === 'u' && (text[i + 1] === 'd' || text[i + 1] === 'D')) return undefined;
      }
    } else if (code === 0x3a) members += 1;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) return undefined;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const begin = i;
      while (isOfNumber(text.charCodeAt(i + 1))) i += 1;
      if (i - begin > fewDigits - 1 && isOutOfRange(text.slice(begin, i + 1))) return undefined;
    }
  }
  return members;
}

const isOutOfRange = (token: string): boolean => !/[.eE]/.test(token) && !isInRange(Number(token));

/** Fewer than the text has, where one came twice. */
function countMembers(value: object): number {
  const inside = Object.values(value) as unknown[];
  let count = Array.isArray(value) ? 0 : inside.length;
  for (const each of inside) if (typeof each === 'object' && each !== null) count += countMembers(each);
  return count;
}

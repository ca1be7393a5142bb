import { Complaint } from './complaint';
import type { Token } from './tokens';

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '/': '/',
  '\\': '\\',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const digits = 4;

const isFirstHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** What a string token stands for. @throws Complaint about an escape */
export function decodeString(text: string, token: Token): string {
  const end = token.end - 1;
  const inside = text.slice(token.start + 1, end);
  if (!inside.includes('\\')) return inside;
  const parts: string[] = [];
  let at = token.start + 1;
  while (at < end) {
    const next = inside.indexOf('\\', at - token.start - 1);
    const plainEnd = next < 0 ? end : token.start + 1 + next;
    if (plainEnd > at) parts.push(text.slice(at, plainEnd));
    if (plainEnd === end) break;
    const escape = text[plainEnd + 1]!;
    at = plainEnd + 2;
    if (escape === 'u') {
      const { code, after } = decodeCodePoint(text, token, at);
      parts.push(code);
      at = after;
    } else {
      const decoded = escapes[escape];
      if (decoded === undefined) throw new Complaint('Bad escape sequence in string', token.start, at);
      parts.push(decoded);
    }
  }
  return parts.join('');
}

/** One behind `\u`, or two that are the halves of one. */
function decodeCodePoint(text: string, token: Token, at: number): { code: string; after: number } {
  const first = hexDigits(text, token, at);
  const after = at + digits;
  if (!isFirstHalf(first)) return { code: String.fromCharCode(first), after };
  if (token.end - 1 - after < digits + 2) {
    const message = 'additional six characters expected to parse unicode surrogate pair.';
    throw new Complaint(message, token.start, after);
  }
  if (!text.startsWith('\\u', after)) {
    const message = 'expecting another \\u token to begin the second half of a unicode surrogate pair';
    throw new Complaint(message, token.start, after);
  }
  const second = hexDigits(text, token, after + 2);
  // Whatever the second is, its last ten bits count.
  const code = String.fromCodePoint(0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff));
  return { code, after: after + 2 + digits };
}

function hexDigits(text: string, token: Token, at: number): number {
  if (token.end - 1 - at < digits) {
    throw new Complaint('Bad unicode escape sequence in string: four digits expected.', token.start, at);
  }
  const found = text.slice(at, at + digits);
  const wrong = found.search(/[^0-9a-fA-F]/);
  if (wrong >= 0) {
    const message = 'Bad unicode escape sequence in string: hexadecimal digit expected.';
    throw new Complaint(message, token.start, at + wrong + 1);
  }
  return parseInt(found, 16);
}

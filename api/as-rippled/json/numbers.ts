import { Complaint } from './complaint';
import type { Token } from './tokens';

/** Whole numbers have 32 bits. */
const [smallest, largest] = [-(2 ** 31), 2 ** 32 - 1];

export const isInRange = (number: number): boolean => number >= smallest && number <= largest;

/** A whole number, as JSON writes it. @throws Complaint */
export function wholeNumber(text: string, { start, end }: Token): string {
  const token = text.slice(start, end);
  if (token === '-') throw new Complaint(`'${token}' is not a valid number.`, start);
  if (!/^-?\d+$/.test(token)) throw new Complaint(`'${token}' is not a number.`, start);
  const number = Number(token);
  if (!isInRange(number)) throw new Complaint(`'${token}' exceeds the allowable range.`, start);
  return String(number);
}

/** Any other number, as JSON writes it: of what stands there, as much as makes one. @throws Complaint */
export function fraction(text: string, { start, end }: Token): string {
  const token = text.slice(start, end);
  const [found, mantissa] = /^(-?(?:\d+\.?\d*|\.\d+))(?:[eE][+-]?\d+)?/.exec(token) ?? [];
  const isCutShort = found !== undefined && found === mantissa && /^[eE]/.test(token.slice(found.length));
  if (found === undefined || isCutShort) throw new Complaint(`'${token}' is not a number.`, start);
  const number = Number(found);
  // JSON has no infinity, but numbers that become it.
  return Number.isFinite(number) ? String(number) : `${number < 0 ? '-' : ''}1e999`;
}

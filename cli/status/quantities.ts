import type { LedgerSpan } from '../../schemas/pipeline';

/** Numbers as a person reads them. */
export const count = (value: number): string => value.toLocaleString('en-US');

export const span = ({ first, last }: LedgerSpan): string => (first === last ? String(first) : `${first}–${last}`);

export function perSecond(value: number): string {
  if (value >= 100) return count(Math.round(value));
  return value === 0 ? '0' : value.toFixed(value >= 10 ? 0 : 1);
}

export function bytes(value: number): string {
  if (value < 1e6) return `${count(Math.round(value / 1e3))} KB`;
  return value < 1e9 ? `${count(Math.round(value / 1e6))} MB` : `${(value / 1e9).toFixed(1)} GB`;
}

/** Of milliseconds. */
export function timespan(milliseconds: number): string {
  if (milliseconds < 0) return '0 ms';
  if (milliseconds < 1000) return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${count(Math.round(seconds / 86_400))} days`;
}

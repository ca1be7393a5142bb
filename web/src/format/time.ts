/** Seconds from 1970 to the ledger's own epoch, 2000-01-01. */
export const epoch = 946_684_800;

/** Milliseconds since 1970 of a time as ledgers have it. */
export const fromLedgerTime = (seconds: number): number => (seconds + epoch) * 1000;

// The page speaks English; dates are written so that nobody takes a day for a month.
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' });

/** Such as "1 Nov 2024, 00:13:11", where the reader is. */
export const dateTime = (milliseconds: number): string => full.format(milliseconds);
export const timeOfDay = (milliseconds: number): string => clock.format(milliseconds);

const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** Such as "3 seconds ago" or "in 2 days". */
export function fromNow(milliseconds: number, now: number): string {
  const seconds = (milliseconds - now) / 1000;
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return relative.format(Math.trunc(seconds), 'second');
}

/** Such as "2 d 4 h" or "850 ms". */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}

/** Unix time of the Ripple epoch, 2000-01-01T00:00:00Z, in seconds. */
export const RIPPLE_EPOCH = 946_684_800;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Ledger times are whole seconds since the Ripple epoch. */
export function toUnixTime(rippleTime: number): number {
  return rippleTime + RIPPLE_EPOCH;
}

export function fromUnixTime(unixSeconds: number): number {
  return unixSeconds - RIPPLE_EPOCH;
}

/** As in `close_time_iso`: `2024-11-02T00:00:00Z`. */
export function toIso(rippleTime: number): string {
  return `${new Date(toUnixTime(rippleTime) * 1000).toISOString().slice(0, 19)}Z`;
}

/** As in `close_time_human`: `2024-Nov-02 00:00:00.000000000 UTC`. */
export function toHuman(rippleTime: number): string {
  const iso = toIso(rippleTime);
  const month = MONTHS[Number(iso.slice(5, 7)) - 1] as string;
  return `${iso.slice(0, 4)}-${month}-${iso.slice(8, 10)} ${iso.slice(11, 19)}.000000000 UTC`;
}

/**
 * Ledger time of `2024-11-02T00:00:00Z`; negative before the epoch, `undefined` for another form or no such time.
 * There is no other form: a time without zone would mean another moment on another machine (C#1522).
 */
export function fromIso(text: string): number | undefined {
  if (!ISO.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return undefined;
  const time = fromUnixTime(milliseconds / 1000);
  // `Date` takes 31 February for 2 March.
  return toIso(time) === text ? time : undefined;
}

import type { EventLog } from './port';

/** The ledgers after `base` up to `last`, as a stretch of history has them. */
export interface StretchBounds {
  /** The ledger with whose whole state the stretch begins. */
  readonly base: number;
  readonly last: number;
}

/**
 * A stretch of history: a log of its own, beside the one that follows the tip. It begins with the whole state of ledger
 * `base` and is whole once it ends with ledger `last`.
 */
export interface Stretch extends StretchBounds {
  readonly log: EventLog;
  /** Told once it is whole: nothing more will be written. Telling it again changes nothing. */
  finish(): Promise<void>;
  /**
   * Does what one process at a time may do with the stretch, if no other does it.
   * @param role what is to be done: one process for each
   * @param work gets a signal of its own: another does it now, or nobody can tell
   * @returns whether it was begun here
   */
  claim(role: string, work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<boolean>;
}

/** The stretches of history that a log has, whole or not. No two of them have a ledger in common, bases apart. */
export interface History {
  /** By their bases, ascending. */
  stretches(): Promise<Stretch[]>;
  /** Makes a stretch known to all who look; one that is known already is gone on with. */
  begin(bounds: StretchBounds): Promise<Stretch>;
}

const pad = (ledgerIndex: number): string => String(ledgerIndex).padStart(10, '0');
const pattern = /^(\d{10})-(\d{10})$/;

/** What a stretch is called where it is kept: its bounds, so that whoever finds it knows what it is to become. */
export const stretchName = ({ base, last }: StretchBounds): string => `${pad(base)}-${pad(last)}`;

/** The bounds that a name tells, if it is a stretch's. */
export function stretchBounds(name: string): StretchBounds | undefined {
  const [, base, last] = pattern.exec(name) ?? [];
  return base === undefined ? undefined : { base: Number(base), last: Number(last) };
}

export const byBase = (a: StretchBounds, b: StretchBounds): number => a.base - b.base;

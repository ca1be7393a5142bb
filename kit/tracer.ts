/** A ledger whose way is traced. */
export interface TracedLedger {
  readonly ledgerIndex: number;
  /** 32 bytes: every process makes of it the same trace, so that nothing has to be passed from one to the next. */
  readonly hash: Buffer;
  /** Milliseconds since the epoch. */
  readonly closedAt: number;
}

/** Where the way of ledgers is told, from their close to their visibility. Times are those of `tracingClock`. */
export interface Tracer {
  /** One step of it. */
  step(
    ledger: TracedLedger,
    name: string,
    from: number,
    to: number,
    attributes?: Record<string, string | number>,
  ): void;
  /** All of it, from the ledger's close until it was visible. */
  whole(ledger: TracedLedger, to: number): void;
}

/** Milliseconds since the epoch, with fractions. */
export const tracingClock = (): number => performance.timeOrigin + performance.now();

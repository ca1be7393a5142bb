import type { LedgerDiff } from '../../xrpl/ledger-diff';

/** The header of a ledger, and its hash (32 bytes). */
export interface LedgerHeading {
  header: Buffer;
  hash: Buffer;
}

/** One entry of a whole state. */
export type StateEntry = readonly [key: Buffer, blob: Buffer];

/**
 * A server that ledgers can be pulled from, one at a time. Nothing it says is believed before it has been verified, and
 * every call ends, with an answer or a NodeError.
 */
export interface LedgerNode {
  /** Its address, for messages. */
  readonly name: string;
  /** What it says of itself, for people; absent while that is not known. */
  readonly about?: string | undefined;
  /** Whether it closes ledgers when it is told to, and may be silent for hours; absent where that can't be known. */
  readonly isStandalone?: boolean | undefined;
  /**
   * Resolves with the newest ledger that the node has validated once that is beyond `after`, however long that takes.
   * @throws NodeError when it can't be asked, or says itself that it can't be trusted
   */
  newest(after: number, signal: AbortSignal): Promise<number>;
  /**
   * All that ledger `index` changed, as one segment.
   * @throws NodeError
   */
  ledger(index: number): Promise<LedgerDiff>;
  /** @throws NodeError */
  heading(index: number): Promise<LedgerHeading>;
  /**
   * The whole state at ledger `index`, in ascending key order, some entries at a time.
   * @throws NodeError
   */
  state(index: number): AsyncIterable<StateEntry[]>;
  close(): void;
}

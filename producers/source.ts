import type { LedgerDiff } from '../xrpl/ledger-diff';

/** Where ledgers come from. Nothing a source gives is believed before it has been verified. */
export interface Source {
  /** For messages: a path or an address. */
  readonly name: string;
  /** The first and last ledger it has, as far as it knows: for progress, not for correctness. */
  extent(): Promise<{ first: number; last: number } | undefined>;
  /**
   * Ledgers ascending, each with all its segments.
   * @param from the first ledger wanted; `undefined`: from the start, with the whole state that precedes it
   * @throws LedgerError naming file and ledger when the source is damaged
   */
  ledgers(from: number | undefined): AsyncIterable<LedgerDiff[]>;
  /** Whether more may come after the last ledger (a node, a log that is being written). */
  readonly live: boolean;
}

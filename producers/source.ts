import type { PipelineSource } from '../schemas/pipeline';
import type { LedgerDiff, LedgerError } from '../xrpl/ledger-diff';

/** Where ledgers come from. Nothing a source gives is believed before it has been verified. */
export interface Source {
  /** For messages: a path or an address. */
  readonly name: string;
  /** The first and last ledger it has, as far as it knows: for progress, not for correctness. */
  extent(): Promise<{ first: number; last: number } | undefined>;
  /**
   * Ledgers ascending, each with all its segments, which can be gone through until the next is asked for. A live source goes on until `signal`, and then throws its reason.
   * @param from the first ledger wanted; `undefined`: from the start, with the whole state that precedes it
   * @throws LedgerError naming file and ledger when the source is damaged
   */
  ledgers(from: number | undefined, signal?: AbortSignal): AsyncIterable<Iterable<LedgerDiff>>;
  /**
   * Tells that the ledger given last is wrong. A source that has this gives it once more, from elsewhere; one that hasn't
   * can't do better.
   */
  refuse?(error: LedgerError): void;
  /** How each of the places that it pulls from stands, where it knows. */
  health?(): PipelineSource[];
  /** Whether more may come after the last ledger (a node, a log that is being written). */
  readonly live: boolean;
  close?(): void;
}

import type { ViewName } from '../schemas/views';
import type { Write } from '../store/port';
import type { LedgerDiff } from '../xrpl/ledger-diff';

/** One materialization of the log. It sees one segment at a time, in any order, and knows nothing but that segment. */
export interface View {
  readonly name: ViewName;
  /**
   * What a range of ledgers must begin with to be complete: `diff`, any ledger; `state`, a ledger whose whole
   * state is in the log.
   */
  readonly beginsWith: 'diff' | 'state';
  /** The rows that this segment means. Repeating it gives the same rows. */
  rows(segment: LedgerDiff): Write[];
}

import type { LedgerDiff } from '../xrpl/ledger-diff';
import { StateSpool } from './state-spool';

/**
 * Ledgers put together from their segments, each good until the next one is asked for: a whole state may be more than memory
 * holds and waits on disk.
 *
 * @param scratch folder of a disk that has room for a state
 */
export async function* wholeLedgers(
  segments: AsyncIterable<LedgerDiff>,
  scratch: string,
): AsyncGenerator<Iterable<LedgerDiff>> {
  let ledger: LedgerDiff[] = [];
  const state = new StateSpool(scratch);
  try {
    for await (const segment of segments) {
      const { kind, last } = segment;
      if (kind === 'state') state.add(segment);
      else ledger.push(segment);
      if (!last) continue;
      yield kind === 'state' ? state : ledger;
      state.clear();
      ledger = [];
    }
  } finally {
    state.close();
  }
}

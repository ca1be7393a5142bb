import { tracingClock, type Tracer } from '../kit/tracer';
import type { TableStore } from '../store/port';
import { TablesReader } from '../store/read/tables-reader';
import { tracedLedger } from '../xrpl/traced-ledger';
import type { Range } from './instance';

/** Ledgers that are traced when more become visible at once: then they are made up for, and nobody waits for each. */
const most = 64;

/**
 * Ends the traces of ledgers that became visible, where whoever makes them visible has not seen them.
 * @param before what was visible until then
 * @param since when it was begun to make them visible
 */
export async function traceVisible(
  store: TableStore,
  tracer: Tracer,
  before: Range | undefined,
  { first, last }: Range,
  since: number,
): Promise<void> {
  const now = tracingClock();
  const reader = new TablesReader(store, { cacheBytes: 1 << 20 });
  for (let index = Math.max(first, last - most + 1, (before?.last ?? 0) + 1); index <= last; index++) {
    const stored = await reader.ledger(index);
    if (!stored) continue;
    const ledger = tracedLedger(stored);
    tracer.step(ledger, 'make visible', since, now);
    tracer.whole(ledger, now);
  }
}

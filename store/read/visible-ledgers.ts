import { coverage, watermark } from '../../schemas/tables/bookkeeping';
import { generationLifetime } from '../generations';
import type { TableStore } from '../port';
import type { LedgerRange, VisibleRange } from './reader';

/**
 * Which ledgers are visible: the run that ends at the tip, which grows, and runs of history, each of which comes to be as
 * a whole. Runs that touch are one.
 *
 * The tables hold rows of ledgers that aren't visible, too, some of them only in part. A reader of the state must not
 * look back beyond the ledger with whose whole state the run begins: what an object was before a gap says nothing of
 * what it was after it.
 */
export class VisibleLedgers {
  private known: readonly LedgerRange[] = [];
  private history: readonly LedgerRange[] = [];
  private historyAsOf = -Infinity;

  constructor(private readonly store: TableStore) {}

  async read(): Promise<VisibleRange | undefined> {
    const tip = await this.store.get(watermark, { name: 'visible' });
    const now = performance.now();
    if (now - this.historyAsOf > generationLifetime) {
      this.history = await this.store.range(coverage, { name: 'visible' });
      this.historyAsOf = now;
    }
    if (!tip) return undefined;
    this.known = joined([...this.history, tip]);
    // Nothing is visible beyond the tip.
    const { first, last } = this.known.at(-1)!;
    const earlier = this.known.slice(0, -1);
    return { first, last, ...(earlier.length > 0 && { earlier }) };
  }

  /** The ledger that a look back from ledger `at` ends with: the one before the first of its run. */
  async floor(at: number): Promise<number> {
    return this.floorKnown(at) ?? (await this.read(), this.floorKnown(at)) ?? 0;
  }

  private floorKnown(at: number): number | undefined {
    // The newest run goes on beyond what was known of it.
    const run = this.known.findLast(({ first }) => first - 1 <= at);
    if (!run || (at > run.last && run !== this.known.at(-1))) return undefined;
    return run.first - 1;
  }
}

/** Ascending and apart from one another. */
export function joined(ranges: readonly LedgerRange[]): LedgerRange[] {
  const runs: LedgerRange[] = [];
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = runs.at(-1);
    if (before && first <= before.last + 1) runs[runs.length - 1] = { ...before, last: Math.max(before.last, last) };
    else runs.push({ first, last });
  }
  return runs;
}

/** The run of visible ledgers that a ledger belongs to. */
export function runOf(visible: VisibleRange, ledgerIndex: number): LedgerRange | undefined {
  const isWithin = ({ first, last }: LedgerRange): boolean => ledgerIndex >= first && ledgerIndex <= last;
  return isWithin(visible) ? visible : visible.earlier?.find(isWithin);
}

/** As rippled writes them: `3-100,150-215`; a single ledger is a number alone. */
export const completeLedgers = (visible: VisibleRange): string =>
  [...(visible.earlier ?? []), visible]
    .map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`))
    .join();

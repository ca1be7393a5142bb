import type { EventLog } from '../log/port';
import { progress } from '../schemas/tables/bookkeeping';
import { put, type TableStore, type Write } from '../store/port';
import { tableOf } from '../store/generations';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { View } from './view';

const endOfTime = 0xffffffff;

/** A contiguous run of ledgers, inclusive. */
export interface Range {
  first: number;
  last: number;
}

/** One generation of a view being filled: which ledgers it holds durably, and what comes next. */
export class ViewInstance {
  /** The newest range held durably. */
  durable: Range | undefined;
  /** The newest range handed to `accept`, durable or not. */
  private accepted: Range | undefined;

  private constructor(
    readonly view: View,
    readonly generation: number,
  ) {}

  /** @param ledgers of the log that it is filled from: the same view holds those of others besides */
  static async load(store: TableStore, view: View, generation: number, ledgers: Range): Promise<ViewInstance> {
    const instance = new ViewInstance(view, generation);
    const bounds = { from: { generation, first: ledgers.first }, to: { generation, first: ledgers.last } };
    const rows = await store.range(progress, { view: view.name }, { ...bounds, reverse: true, limit: 1 });
    const row = rows[0];
    if (row) instance.durable = { first: row.first, last: row.last };
    instance.accepted = instance.durable;
    return instance;
  }

  /** The first ledger of the log that this instance has not seen. */
  get next(): number {
    return this.accepted ? this.accepted.last + 1 : 0;
  }

  /** The rows of a segment, to be written before the progress that `accepted` then tells. */
  rows(segment: LedgerDiff): Write[] {
    const rows = this.view.rows(segment);
    if (this.generation === 1) return rows;
    return rows.map((write) => ({ ...write, table: tableOf(write.table, this.generation) }));
  }

  /** Called once all segments of a ledger have gone through `rows`. */
  complete(segment: LedgerDiff): void {
    const { ledgerIndex, kind } = segment;
    if (this.accepted?.last === ledgerIndex - 1) this.accepted = { first: this.accepted.first, last: ledgerIndex };
    else if (kind === this.view.beginsWith) this.accepted = { first: ledgerIndex, last: ledgerIndex };
  }

  /** What to write, once the rows are durable, for the ledgers accepted so far. */
  checkpoint(): { range: Range | undefined; writes: Write[] } {
    const range = this.accepted;
    if (!range || range.last === this.durable?.last) return { range, writes: [] };
    return { range, writes: [put(progress, { view: this.view.name, generation: this.generation, ...range })] };
  }
}

/** The part of a view that is filled from a stretch of history. Only a whole state counts for the ledger it begins with. */
export function loadStretch(store: TableStore, view: View, generation: number, base: number): Promise<ViewInstance> {
  const first = view.beginsWith === 'state' ? base : base + 1;
  return ViewInstance.load(store, view, generation, { first, last: first });
}

/** All that a log that follows the tip may have. */
export async function ledgersOf(log: EventLog): Promise<Range> {
  return { first: (await log.first()) ?? endOfTime, last: endOfTime };
}

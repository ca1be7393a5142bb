import { progress } from '../schemas/tables/bookkeeping';
import { put, type TableStore, type Write } from '../store/port';
import { tableOf } from '../store/generations';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { View } from './view';

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

  static async load(store: TableStore, view: View, generation: number): Promise<ViewInstance> {
    const instance = new ViewInstance(view, generation);
    const rows = await store.range(
      progress,
      { view: view.name },
      { from: { generation }, to: { generation }, reverse: true, limit: 1 },
    );
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

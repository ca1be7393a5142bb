import type { Reader, StoredLedger, VisibleRange } from '../store/read/reader';
import { closeTimeIn } from '../xrpl/header';
import { toUnixTime } from '../xrpl/time';

export interface TipState {
  readonly range: VisibleRange;
  /** The ledger at `range.last`. */
  readonly newest: StoredLedger;
  /** When it closed, in seconds since the epoch. */
  readonly closedAt: number;
}

/** The newest visible ledger. Its header is read once, since a validated ledger never changes. */
export class Tip {
  private known: { newest: StoredLedger; closedAt: number } | undefined;
  private reading: Promise<TipState | undefined> | undefined;

  constructor(private readonly reader: Reader) {}

  /** `undefined` while the tables are empty. Requests that arrive together share one reading. */
  read(): Promise<TipState | undefined> {
    if (!this.reading) {
      this.reading = this.load();
      setImmediate(() => (this.reading = undefined));
    }
    return this.reading;
  }

  private async load(): Promise<TipState | undefined> {
    const range = await this.reader.visibleRange();
    if (!range) return undefined;
    if (this.known?.newest.ledgerIndex !== range.last) {
      const newest = await this.reader.ledger(range.last);
      if (!newest) throw new Error(`ledger ${range.last} is visible but not in the tables`);
      this.known = { newest, closedAt: toUnixTime(closeTimeIn(newest.header)) };
    }
    return { range, ...this.known };
  }
}

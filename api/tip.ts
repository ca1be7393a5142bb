import type { Reader, StoredLedger, VisibleRange } from '../store/read/reader';
import { parseHeader } from '../xrpl/header';
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

  constructor(private readonly reader: Reader) {}

  /** `undefined` while the tables are empty. */
  async read(): Promise<TipState | undefined> {
    const range = await this.reader.visibleRange();
    if (!range) return undefined;
    if (this.known?.newest.ledgerIndex !== range.last) {
      const newest = await this.reader.ledger(range.last);
      if (!newest) throw new Error(`ledger ${range.last} is visible but not in the tables`);
      this.known = { newest, closedAt: toUnixTime(parseHeader(newest.header).closeTime) };
    }
    return { range, ...this.known };
  }
}

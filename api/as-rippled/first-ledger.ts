import type { Reader, VisibleRange } from '../../store/read/reader';
import { isWithoutTransactions } from '../../xrpl/header';

/**
 * rippled has the ledger, too, with whose state its oldest run of ledgers begins. So have the tables, where that ledger had
 * no transactions, as on a network that was only just begun: of others they lack those.
 */
export class FirstLedger {
  /** Whether the tables have all of the ledger that was asked about last. */
  private known: { ledgerIndex: number; isWhole: Promise<boolean> } | undefined;

  constructor(private readonly reader: Reader) {}

  /** The visible ledgers with that one among them. */
  async among(visible: VisibleRange): Promise<VisibleRange> {
    const { earlier: [oldest, ...others] = [] } = visible;
    const first = (oldest ?? visible).first - 1;
    if (!(await this.isWhole(first))) return visible;
    return oldest ? { ...visible, earlier: [{ ...oldest, first }, ...others] } : { ...visible, first };
  }

  private isWhole(ledgerIndex: number): Promise<boolean> {
    if (this.known?.ledgerIndex !== ledgerIndex) {
      const isWhole = this.hasAll(ledgerIndex);
      this.known = { ledgerIndex, isWhole };
      isWhole.catch(() => (this.known = undefined));
    }
    return this.known.isWhole;
  }

  private async hasAll(ledgerIndex: number): Promise<boolean> {
    const ledger = await this.reader.ledger(ledgerIndex);
    return ledger !== undefined && isWithoutTransactions(ledger.header);
  }
}

import type { Reader, StoredLedger, StoredTransaction, VisibleRange } from '../../store/read/reader';
import { completeLedgers } from '../../store/read/visible-ledgers';
import { bookChangesOf } from '../book-changes';
import { readFees } from '../fees';
import { hex } from '../hex';
import { jsonText, type JsonObject } from '../json';
import { closeTimeOf } from '../ledger-json';
import { ownerFunds } from '../owner-funds';
import { TransactionMessage } from './transaction-message';

/** The members that `ledgerClosed` and the answer to subscribing to it have in common. */
export async function ledgerState(ledger: StoredLedger, visible: VisibleRange, reader: Reader): Promise<JsonObject> {
  const fees = await readFees({ reader }, ledger.ledgerIndex);
  return {
    ledger_index: ledger.ledgerIndex,
    ledger_hash: hex(ledger.hash),
    ledger_time: closeTimeOf(ledger),
    fee_base: fees.base,
    reserve_base: fees.reserveBase,
    reserve_inc: fees.reserveIncrement,
    validated_ledgers: completeLedgers({ ...visible, last: ledger.ledgerIndex }),
  };
}

/** What the streams have to say about one ledger: read in full before any of it is said, each text made once. */
export class LedgerMessages {
  private closedText: Buffer | undefined;
  private changesText: Buffer | undefined;

  private constructor(
    readonly ledger: StoredLedger,
    private readonly state: JsonObject,
    private readonly stored: readonly StoredTransaction[],
    /** In the order in which they were applied. */
    readonly transactions: readonly TransactionMessage[],
  ) {}

  static async read(ledgerIndex: number, visible: VisibleRange, reader: Reader): Promise<LedgerMessages> {
    const ledger = await reader.ledger(ledgerIndex);
    if (!ledger) throw new Error(`ledger ${ledgerIndex} is visible but not in the tables`);
    const state = await ledgerState(ledger, visible, reader);
    const stored = await reader.transactions(ledgerIndex);
    const funds = await Promise.all(stored.map((each) => ownerFunds(each, { reader })));
    const about = { hash: hex(ledger.hash), closeTime: closeTimeOf(ledger) };
    const transactions = stored.map((each, i) => new TransactionMessage(each, about, funds[i]));
    return new LedgerMessages(ledger, state, stored, transactions);
  }

  get ledgerIndex(): number {
    return this.ledger.ledgerIndex;
  }

  ledgerClosed(): Buffer {
    return (this.closedText ??= Buffer.from(
      jsonText({ type: 'ledgerClosed', ...this.state, txn_count: this.stored.length }),
    ));
  }

  bookChanges(): Buffer {
    return (this.changesText ??= Buffer.from(
      jsonText({
        type: 'bookChanges',
        ledger_index: this.ledgerIndex,
        ledger_hash: hex(this.ledger.hash),
        ledger_time: closeTimeOf(this.ledger),
        changes: bookChangesOf(this.stored),
      }),
    ));
  }
}

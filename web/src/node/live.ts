import type { LedgerAnswer, LedgerClosed, Transaction, TransactionMessage } from './answers';
import { connection } from './the-connection';
import { epoch } from '../format/time';

export interface LiveLedger {
  readonly index: number;
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly closedAt: number;
  /** When it came by the stream; undefined for those from before. */
  readonly seenAt: number | undefined;
  /** In the order of execution, as far as they are known. */
  readonly transactions: readonly Transaction[];
  readonly count: number;
}

const kept = 24;

/**
 * The newest ledgers with their transactions: those before the page was opened by request, those after by
 * subscription. After a lost connection what was missed is asked for, so that no ledger is left out.
 */
class Live {
  /** Newest first. */
  ledgers: readonly LiveLedger[] = [];
  private readonly watchers = new Set<() => void>();
  private end: (() => void) | undefined;

  watch(callback: () => void): () => void {
    this.watchers.add(callback);
    this.end ??= connection.subscribe({
      params: { streams: ['ledger', 'transactions'] },
      onSubscribed: (answer) => void this.fill(Number(answer['ledger_index'])),
      onMessage: (message) => this.receive(message),
    });
    return () => {
      this.watchers.delete(callback);
      if (this.watchers.size > 0) return;
      this.end?.();
      this.end = undefined;
    };
  }

  /** Asks for the ledgers up to `last` that are not known, the newest first. */
  private async fill(last: number): Promise<void> {
    if (!Number.isFinite(last)) return;
    for (let index = last; index > last - kept / 2 && index > 0; index -= 1) {
      if (this.ledgers.some((ledger) => ledger.index === index)) continue;
      try {
        const params = { ledger_index: index, transactions: true, expand: true };
        const { ledger } = await connection.ask<LedgerAnswer>('ledger', params);
        const where = { ledger_index: index, close_time_iso: ledger.close_time_iso };
        const transactions = (ledger.transactions ?? [])
          .map((entry) => ({ ...entry, ...where }))
          .sort((a, b) => a.meta.TransactionIndex - b.meta.TransactionIndex);
        const closedAt = Date.parse(ledger.close_time_iso);
        const rest = { seenAt: undefined, transactions, count: transactions.length };
        this.put({ index, hash: ledger.ledger_hash, closedAt, ...rest });
      } catch {
        return; // There are no earlier ones here.
      }
    }
  }

  private receive(message: Record<string, unknown>): void {
    if (message['type'] === 'ledgerClosed') {
      const {
        ledger_index: index,
        ledger_hash: hash,
        ledger_time,
        txn_count: count,
      } = message as unknown as LedgerClosed;
      this.put({ index, hash, closedAt: (ledger_time + epoch) * 1000, seenAt: Date.now(), transactions: [], count });
    }
    if (message['type'] === 'transaction' && message['validated'] === true) {
      const transaction = message as unknown as TransactionMessage;
      const ledger = this.ledgers.find(({ index }) => index === transaction.ledger_index);
      if (!ledger || ledger.transactions.some(({ hash }) => hash === transaction.hash)) return;
      this.put({ ...ledger, transactions: [...ledger.transactions, transaction] });
    }
  }

  private put(ledger: LiveLedger): void {
    const others = this.ledgers.filter(({ index }) => index !== ledger.index);
    this.ledgers = [...others, ledger].sort((a, b) => b.index - a.index).slice(0, kept);
    for (const callback of this.watchers) callback();
  }
}

export const live = new Live();

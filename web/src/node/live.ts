import type { LedgerAnswer, LedgerClosed, Transaction, TransactionMessage } from './answers';
import { ask } from './ask';
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
/** Ledgers from before the page was opened, and transactions of them. */
const filled = 10;
const enough = 60;

async function read(index: number, expand: boolean): Promise<LiveLedger> {
  const { ledger } = await ask<LedgerAnswer>('ledger', { ledger_index: index, transactions: true, expand });
  const entries = ledger.transactions ?? [];
  const where = { ledger_index: index, close_time_iso: ledger.close_time_iso };
  const transactions = expand ? entries.map((entry) => ({ ...entry, ...where })) : [];
  transactions.sort((a, b) => a.meta.TransactionIndex - b.meta.TransactionIndex);
  const closedAt = Date.parse(ledger.close_time_iso);
  return { index, hash: ledger.ledger_hash, closedAt, seenAt: undefined, transactions, count: entries.length };
}

/**
 * The newest ledgers with their transactions: those before the page was opened by request, those after by
 * subscription. After a lost connection what was missed is asked for, so that no ledger is left out.
 */
class Live {
  /** Newest first. */
  ledgers: readonly LiveLedger[] = [];
  private readonly watchers = new Set<() => void>();
  private end: (() => void) | undefined;

  constructor() {
    // Nobody looks: what happens meanwhile is asked for when somebody does again.
    document.addEventListener('visibilitychange', () => this.listen());
  }

  watch(callback: () => void): () => void {
    this.watchers.add(callback);
    this.listen();
    return () => {
      this.watchers.delete(callback);
      this.listen();
    };
  }

  /** Subscribed while somebody looks, and not otherwise. */
  private listen(): void {
    const wanted = this.watchers.size > 0 && document.visibilityState === 'visible';
    if (!wanted) {
      this.end?.();
      this.end = undefined;
      return;
    }
    this.end ??= connection.subscribe({
      params: { streams: ['ledger', 'transactions'] },
      onSubscribed: (answer) => void this.fill(Number(answer['ledger_index'])),
      onMessage: (message) => this.receive(message),
    });
  }

  /**
   * Asks for the ledgers up to `last` that are not known, the newest first: with their transactions until there are
   * enough of those to show, for they are long.
   */
  private async fill(last: number): Promise<void> {
    if (!Number.isFinite(last)) return;
    for (let index = last; index > last - filled && index > 0; index -= 1) {
      if (this.ledgers.some((ledger) => ledger.index === index)) continue;
      const known = this.ledgers.reduce((sum, { transactions }) => sum + transactions.length, 0);
      try {
        this.put(await read(index, known < enough));
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

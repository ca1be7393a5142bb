import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../kit/logger';
import { tracingClock, type Tracer } from '../../kit/tracer';
import type { Reader } from '../../store/read/reader';
import { tracedLedger } from '../../xrpl/traced-ledger';
import { AccountHistory, type HistoryListener } from './account-history';
import { deliver } from './deliver';
import { LedgerMessages } from './ledger-messages';
import { Subscriptions } from './subscriptions';
import { tellHistories } from './tell-histories';
import { historyTopic } from './topics';

/** How often the watermark is looked at, in milliseconds. */
const pollInterval = 50;
/** After what could not be read, in milliseconds. */
const retryInterval = 1000;
/** Ledgers that are still made up for; who is further behind isn't following the network (see decision 10). */
const furthestBehind = 256;

/**
 * Tells subscribers of every ledger as it becomes visible: in order, none skipped and none twice. It owns nothing:
 * each process follows the watermark by itself, from the ledger at which its first client came.
 */
export class Publisher {
  readonly subscriptions = new Subscriptions();
  private current: number | undefined;
  private readonly stop = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly logger: Logger,
    private readonly tracer?: Tracer,
  ) {}

  /**
   * The ledger that was told last, or is being told: who subscribes now begins with the one after it.
   * @param newest where to begin if nobody has subscribed before
   */
  position(newest: number): number {
    this.current ??= newest;
    this.running ??= this.run();
    return this.current;
  }

  /** Begins to tell an account's history; `exists` says whether there was such an account in ledger `after`. */
  history(account: Buffer, after: number, exists: boolean, client: HistoryListener): AccountHistory {
    const history = new AccountHistory(account, after, exists, client, this.reader);
    this.subscriptions.add(historyTopic(account), history, after);
    history.start(this.logger);
    return history;
  }

  /** Resolves once nothing is sent any more. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    let wait = pollInterval;
    while (!signal.aborted) {
      await delay(wait, undefined, { signal }).catch(() => undefined);
      try {
        await this.catchUp();
        wait = pollInterval;
      } catch (error) {
        this.logger.error({ err: error, ledgerIndex: this.current }, 'the streams could not be read and wait');
        wait = retryInterval;
      }
    }
  }

  private async catchUp(): Promise<void> {
    const range = await this.reader.visibleRange();
    if (!range) return;
    const behind = range.last - this.current!;
    if (behind > 0 && this.subscriptions.empty) {
      this.current = range.last;
    } else if (behind > furthestBehind) {
      this.current = range.last;
      this.interrupt(`${behind} ledgers came at once: subscribe again`);
    }
    while (this.current! < range.last && !this.stop.signal.aborted) {
      const since = this.tracer ? tracingClock() : 0;
      const messages = await LedgerMessages.read(this.current! + 1, range, this.reader);
      // From here on who subscribes begins with the next one.
      this.current = messages.ledgerIndex;
      await this.publish(messages).catch((error: unknown) => {
        this.logger.error({ err: error, ledgerIndex: this.current }, 'a ledger could not be told to its subscribers');
        this.interrupt('a message could not be made: subscribe again');
      });
      this.tracer?.step(tracedLedger(messages.ledger), 'stream', since, tracingClock());
    }
  }

  /** A stream has no gaps: who would get one is told so, by the end of the connection. */
  private interrupt(reason: string): void {
    for (const client of this.subscriptions.all()) client.interrupt(reason);
  }

  /** As rippled has it: the ledger, its book changes, then its transactions. */
  private async publish(messages: LedgerMessages): Promise<void> {
    const { subscriptions } = this;
    const { ledgerIndex } = messages;
    for (const client of subscriptions.of('ledger', ledgerIndex)) client.send(messages.ledgerClosed());
    for (const client of subscriptions.of('book_changes', ledgerIndex)) client.send(messages.bookChanges());
    tellHistories(messages.transactions, ledgerIndex, subscriptions);
    for (const transaction of messages.transactions) {
      // What was sent goes out before more is made: a client that reads must not look slow because a ledger is large.
      await turn();
      deliver(transaction, (topic) => subscriptions.of(topic, ledgerIndex));
    }
  }
}

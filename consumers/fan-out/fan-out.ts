import type { EventLog } from '../../log/port';
import type { OutputRecord, OutputTopic, RecordTopics } from '../../log/record-topics';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { schemaText } from './schema';
import type { Derive, Topic } from './topic';
import { closeTimeOf } from './transactions-of';

/** Records that are published together, and ledgers. */
const mostRecords = 20_000;
const mostLedgers = 64;
/** Milliseconds without another ledger after which those that there are aren't kept waiting. */
const patience = 20;

export interface FanOutOptions {
  log: EventLog;
  outputs: RecordTopics;
  topics: readonly Topic[];
  /** Behind the name of every topic: `.v2` fills new ones beside the old. */
  suffix: string;
  /** Told which ledger each topic on Kafka wants next, before any is published. */
  onOpened?: (next: ReadonlyMap<string, number>) => void;
  onPublished?: (published: PublishedLedgers) => void;
}

/** What became durable at once. */
export interface PublishedLedgers {
  /** The last ledger that every topic has, and when it closed, in milliseconds since 1970. */
  ledgerIndex: number;
  closedAt: number;
  ledgers: number;
  transactions: number;
  /** By the topic on Kafka: the ledger that it wants next, and how many records were published. */
  next: ReadonlyMap<string, number>;
  records: ReadonlyMap<string, number>;
}

/** What the topics are called and look like where they are published. */
export const outputsOf = (topics: readonly Topic[], suffix: string): OutputTopic[] =>
  topics.map((topic) => ({
    name: `${topic.name}${suffix}`,
    schema: schemaText(topic),
    compacted: topic.removes !== undefined,
  }));

interface Branch {
  topic: Topic;
  output: string;
  derive: Derive;
  /** The first ledger that isn't published. */
  next: number;
}

/**
 * Publishes derived topics, ledger after ledger, so that what has the same key is in order. It reads nothing but the log
 * and knows no more than how far each topic has come: ended at any moment, whoever comes next goes on there.
 */
export class FanOut {
  private branches: Branch[] = [];
  private records: OutputRecord[] = [];
  private ledgers = 0;
  private transactions = 0;
  private closedAt = 0;

  constructor(private readonly options: FanOutOptions) {}

  /** Until the log ends or, when it follows, until `signal`. */
  async run(how: { follow: boolean; signal: AbortSignal }): Promise<void> {
    try {
      await this.follow(how);
    } finally {
      await this.options.outputs.close();
    }
  }

  private async follow({ follow, signal }: { follow: boolean; signal: AbortSignal }): Promise<void> {
    const { log, outputs, topics, suffix, onOpened } = this.options;
    const positions = await outputs.open();
    this.branches = topics.map((topic) => {
      const output = `${topic.name}${suffix}`;
      return { topic, output, derive: topic.begin(), next: positions.get(output) ?? 0 };
    });
    onOpened?.(this.next());
    const from = Math.min(...this.branches.map(({ next }) => next));
    const segments = log.read({ from, follow, signal })[Symbol.asyncIterator]();
    try {
      await this.consume(segments, signal);
    } finally {
      await segments.return?.(undefined);
    }
  }

  private async consume(segments: AsyncIterator<LedgerDiff>, signal: AbortSignal): Promise<void> {
    let pending = segments.next();
    for (;;) {
      const found = await Promise.race([pending, late(this.ledgers === 0 ? 1000 : patience)]);
      if (signal.aborted) return;
      if (found === undefined) {
        await this.publish();
        continue;
      }
      if (found.done) return this.publish();
      this.add(found.value);
      pending = segments.next();
      pending.catch(() => undefined); // told when it is awaited
      if (this.records.length >= mostRecords || this.ledgers >= mostLedgers) await this.publish();
    }
  }

  private add(segment: LedgerDiff): void {
    const timestamp = closeTimeOf(segment);
    for (const branch of this.branches) {
      if (segment.ledgerIndex < branch.next) continue;
      const { topic, output } = branch;
      for (const record of branch.derive(segment)) {
        const value = topic.removes?.(record) ? null : record;
        this.records.push({ topic: output, key: String(record[topic.key]), value, timestamp });
      }
      if (segment.last) branch.next = segment.ledgerIndex + 1;
    }
    this.transactions += segment.transactions.length;
    this.closedAt = timestamp;
    if (segment.last) this.ledgers += 1;
  }

  private async publish(): Promise<void> {
    if (this.records.length === 0 && this.ledgers === 0) return;
    const { records, ledgers, transactions, closedAt } = this;
    this.records = [];
    this.ledgers = 0;
    this.transactions = 0;
    const next = this.next();
    await this.options.outputs.publish(records, next);
    const ledgerIndex = Math.min(...next.values()) - 1;
    const counts = countBy(records, ({ topic }) => topic);
    this.options.onPublished?.({ ledgerIndex, closedAt, ledgers, transactions, next, records: counts });
  }

  private next(): Map<string, number> {
    return new Map(this.branches.map(({ output, next }) => [output, next]));
  }
}

function countBy<T>(all: readonly T[], name: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(name(one), (counts.get(name(one)) ?? 0) + 1);
  return counts;
}

const late = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());

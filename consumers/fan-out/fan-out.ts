import type { EventLog } from '../../log/port';
import type { OutputRecord, OutputTopic, RecordTopics } from '../../log/record-topics';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { wanted, type Filter } from './filter';
import { schemaText } from './schema';
import type { Derive, Topic, TopicRecord } from './topic';
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
  filter: Filter;
  onPublished?: (ledgerIndex: number, ledgers: number, transactions: number) => void;
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
  isWanted: (record: TopicRecord) => boolean;
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
    const { log, outputs, topics, suffix, filter } = this.options;
    const positions = await outputs.open();
    this.branches = topics.map((topic) => {
      const output = `${topic.name}${suffix}`;
      const next = positions.get(output) ?? 0;
      return { topic, output, derive: topic.begin(), isWanted: wanted(topic, filter), next };
    });
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
      const { topic, output, isWanted } = branch;
      for (const record of branch.derive(segment)) {
        if (!isWanted(record)) continue;
        const value = topic.removes?.(record) ? null : record;
        this.records.push({ topic: output, key: String(record[topic.key]), value, timestamp });
      }
      if (segment.last) branch.next = segment.ledgerIndex + 1;
    }
    this.transactions += segment.transactions.length;
    if (segment.last) this.ledgers += 1;
  }

  private async publish(): Promise<void> {
    if (this.records.length === 0 && this.ledgers === 0) return;
    const { records, ledgers, transactions } = this;
    this.records = [];
    this.ledgers = 0;
    this.transactions = 0;
    await this.options.outputs.publish(records, new Map(this.branches.map(({ output, next }) => [output, next])));
    const last = Math.min(...this.branches.map(({ next }) => next)) - 1;
    this.options.onPublished?.(last, ledgers, transactions);
  }
}

const late = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());

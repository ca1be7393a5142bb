import type { Kafka, KafkaMessage } from 'kafkajs';
import type { Logger } from '../../kit/logger';
import { LedgerError, type LedgerDiff } from '../../xrpl/ledger-diff';
import type { GroupWork, PartitionedLog } from '../partitioned-log';
import type { LogEnd, LogReadOptions, LogWriter } from '../port';
import type { TopicAddress } from './address';
import { standFor } from './candidate';
import { client, ensureTopic, hasMembers, isKnown, partitionsOf, patiently } from './client';
import { joinGroup } from './group-member';
import { committedOffsets, goOnAt } from './group-offsets';
import { KafkaWriter } from './kafka-writer';
import { nextIn, partitionOf } from './partitions';
import { TopicReader } from './topic-reader';
import { WireFormat } from './wire-format';

interface Bounds {
  /** Offset of the first message, and the one after the last. */
  low: bigint;
  high: bigint;
}

/** Messages that are read again before a ledger's place: a producer that took over may have repeated some. */
const repeated = 64n;

/**
 * The event log as a Kafka topic, keyed by ledger index. Each partition has its ledgers in order; a ledger that was
 * published twice, by a producer that took over or by two at once, is read once.
 */
export class KafkaLog implements PartitionedLog {
  private readonly kafka: Kafka;
  private readonly format: WireFormat;

  constructor(
    readonly address: TopicAddress,
    private readonly logger?: Pick<Logger, 'warn'>,
  ) {
    this.kafka = client(address, 'millrace', logger);
    this.format = new WireFormat(address);
  }

  async first(): Promise<number | undefined> {
    const bounds = await this.bounds();
    return this.reading(bounds, (reader) => this.firstLedger(reader, bounds));
  }

  async end(): Promise<LogEnd | undefined> {
    const bounds = await this.bounds();
    return this.reading(bounds, async (reader) => {
      const first = await this.firstLedger(reader, bounds);
      if (first === undefined) return undefined;
      const partitions = bounds.length;
      const ends = await Promise.all(bounds.map((_, partition) => this.lastWhole(reader, bounds, partition)));
      // A crash may have left later ledgers in some partitions: the log ends where the first one is missing.
      const missing = ends.map((end, partition) => nextIn(partition, end ? end.ledgerIndex + 1 : first, partitions));
      const last = Math.min(...missing) - 1;
      if (last < first) return undefined;
      const held = ends[partitionOf(last, partitions)]!;
      if (held.ledgerIndex === last) return held;
      for await (const { ledgerIndex, hash } of this.readFrom(reader, bounds, last, last)) return { ledgerIndex, hash };
      throw new LedgerError(last, 'is missing from the log', this.address.topic);
    });
  }

  async *read({ from, to = Infinity, follow = false, signal }: LogReadOptions): AsyncGenerator<LedgerDiff> {
    let bounds = await this.bounds();
    while (bounds.every(({ low, high }) => low === high)) {
      if (!follow || signal?.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
      bounds = await this.bounds();
    }
    const reader = await TopicReader.open(
      this.kafka,
      this.address.topic,
      bounds.map(({ low }) => low),
    );
    try {
      const first = await this.firstLedger(reader, bounds);
      const last = follow ? to : Math.min(to, (await this.end())?.ledgerIndex ?? -1);
      yield* this.readFrom(reader, bounds, Math.max(from, first!), last, signal);
    } catch (error) {
      if (!signal?.aborted) throw error;
    } finally {
      await reader.close();
    }
  }

  async writer(after?: LogEnd): Promise<LogWriter> {
    const partitions = await ensureTopic(this.kafka, this.address);
    const end = after ?? (await this.end());
    return new KafkaWriter(this.kafka, this.address.topic, partitions, this.format, end?.ledgerIndex).open();
  }

  async partitions(): Promise<number> {
    return ensureTopic(this.kafka, this.address);
  }

  async join(group: string, { reached, take }: GroupWork, signal: AbortSignal): Promise<void> {
    await ensureTopic(this.kafka, this.address);
    if (!(await hasMembers(this.kafka, group))) await this.goBack(group, reached);
    const decoded = async (partition: number, messages: KafkaMessage[]): Promise<void> =>
      take(partition, await Promise.all(messages.map((message) => this.segment(message))));
    await joinGroup(this.kafka, { group, topic: this.address.topic }, decoded, signal);
  }

  /** Whether there is a group of that name. */
  hasGroup(group: string): Promise<boolean> {
    return isKnown(this.kafka, group);
  }

  /** Where a group's offsets say that it has dealt with ledgers beyond those that it reached, they are set back. */
  private async goBack(group: string, reached: GroupWork['reached']): Promise<void> {
    const { topic } = this.address;
    const committed = await committedOffsets(this.kafka, group, topic);
    const bounds = await this.bounds();
    const back = new Map<number, bigint>();
    await this.reading(bounds, async (reader) => {
      for (const [partition, offset] of committed) {
        const { low, high } = bounds[partition]!;
        if (offset <= low || offset > high) continue;
        const last = await reached(partition);
        reader.seekOne(partition, offset - 1n);
        if (ledgerOf(await reader.next(partition)) <= last) continue;
        back.set(partition, await this.offsetOf(reader, bounds, partition, last + 1));
        if (last === 0) continue;
        reader.seekOne(partition, back.get(partition)!);
        const next = nextIn(partition, last + 1, bounds.length);
        if (ledgerOf(await reader.next(partition)) > next)
          throw new LedgerError(next, 'is lacking in the tables, and the log has it no more', topic);
      }
    });
    if (back.size === 0) return;
    this.logger?.warn({ group, partitions: [...back.keys()] }, 'the tables lack ledgers: the group goes back to them');
    await goOnAt(this.kafka, group, topic, back);
  }

  async stand(role: string, lead: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    const topic = `${this.address.topic}.roles`;
    await ensureTopic(this.kafka, { ...this.address, topic, partitions: 1 });
    await standFor(this.kafka, { group: `${topic}.${role}`, topic }, lead, signal, this.logger);
  }

  /** Takes a role that nobody has now, does its work and gives it back. @returns whether it was free */
  async standIfFree(role: string, work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<boolean> {
    if (await hasMembers(this.kafka, `${this.address.topic}.roles.${role}`)) return false;
    const done = new AbortController();
    const lead = async (leading: AbortSignal): Promise<void> => {
      await work(leading);
      done.abort();
    };
    await this.stand(role, lead, AbortSignal.any([signal, done.signal]));
    return true;
  }

  /** Of each partition; none when there is no such topic. */
  private async bounds(): Promise<Bounds[]> {
    const { topic } = this.address;
    if ((await partitionsOf(this.kafka, topic)) === 0) return [];
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const offsets = await patiently(() => admin.fetchTopicOffsets(topic));
      offsets.sort((a, b) => a.partition - b.partition);
      return offsets.map(({ low, high }) => ({ low: BigInt(low), high: BigInt(high) }));
    } finally {
      await admin.disconnect();
    }
  }

  private async reading<T>(
    bounds: readonly Bounds[],
    use: (reader: TopicReader) => Promise<T>,
  ): Promise<T | undefined> {
    if (bounds.every(({ low, high }) => low === high)) return undefined;
    const reader = await TopicReader.open(
      this.kafka,
      this.address.topic,
      bounds.map(({ low }) => low),
    );
    try {
      return await use(reader);
    } finally {
      await reader.close();
    }
  }

  private async firstLedger(reader: TopicReader, bounds: readonly Bounds[]): Promise<number | undefined> {
    reader.seek(bounds.map(({ low }) => low));
    const filled = bounds.flatMap(({ low, high }, partition) => (low < high ? [partition] : []));
    const firsts = await Promise.all(filled.map(async (partition) => ledgerOf(await reader.next(partition))));
    return firsts.length === 0 ? undefined : Math.min(...firsts);
  }

  /** The last ledger of a partition of which every segment is there. */
  private async lastWhole(
    reader: TopicReader,
    bounds: readonly Bounds[],
    partition: number,
  ): Promise<LogEnd | undefined> {
    const { low, high } = bounds[partition]!;
    for (let offset = high - 1n; offset >= low;) {
      reader.seekOne(partition, offset);
      const { ledgerIndex, hash, segment, last } = await this.segment(await reader.next(partition));
      if (last) return { ledgerIndex, hash };
      offset -= BigInt(segment) + 1n;
    }
    return undefined;
  }

  /** Segments of the ledgers from `from` to `to`, in order, from whichever partition has them. */
  private async *readFrom(
    reader: TopicReader,
    bounds: readonly Bounds[],
    from: number,
    to: number,
    signal?: AbortSignal,
  ): AsyncGenerator<LedgerDiff> {
    reader.seek(await Promise.all(bounds.map((_, partition) => this.offsetOf(reader, bounds, partition, from))));
    for (let ledger = from; ledger <= to; ledger++) {
      const partition = partitionOf(ledger, bounds.length);
      for (let place = 0, whole = false; !whole;) {
        const message = await reader.next(partition, signal);
        const found = ledgerOf(message);
        if (found < ledger) continue; // published again
        if (found > ledger)
          throw new LedgerError(ledger, `is missing from the log, ${found} follows`, this.address.topic);
        const segment = await this.segment(message);
        if (segment.segment !== place) continue; // begun by a producer that ended, or published again
        yield segment;
        place++;
        whole = segment.last;
      }
    }
  }

  /** The offset from which a partition has ledger `from` and what follows it. */
  private async offsetOf(
    reader: TopicReader,
    bounds: readonly Bounds[],
    partition: number,
    from: number,
  ): Promise<bigint> {
    const { low, high } = bounds[partition]!;
    let [before, after] = [low, high];
    while (before < after) {
      const middle = (before + after) / 2n;
      reader.seekOne(partition, middle);
      if (ledgerOf(await reader.next(partition)) < from) before = middle + 1n;
      else after = middle;
    }
    return before - repeated > low ? before - repeated : low;
  }

  private async segment(message: KafkaMessage): Promise<LedgerDiff> {
    try {
      return await this.format.decode(message.value!);
    } catch (error) {
      const problem = `the record at offset ${message.offset} can't be read: ${(error as Error).message}`;
      throw new LedgerError(ledgerOf(message), problem, this.address.topic, { cause: error });
    }
  }
}

const ledgerOf = ({ key }: KafkaMessage): number => Number(key?.toString());

import type { Kafka, Message, Producer } from 'kafkajs';
import { parseHeader } from '../../xrpl/header';
import { LedgerError, type LedgerDiff } from '../../xrpl/ledger-diff';
import { toUnixTime } from '../../xrpl/time';
import type { LogWriter } from '../port';
import { cutLedger } from '../segments';
import { compression } from './compression';
import { partitionOf } from './partitions';
import type { WireFormat } from './wire-format';

/** Bytes of a segment, before compression. */
const largestSegment = 4 << 20;
/** Bytes sent at once at most, and bytes that may wait to be sent before `append` makes its caller wait. */
const largestSend = 8 << 20;
const mostWaiting = 32 << 20;

/** Appends ledgers to a topic. What waits is sent together, one send at a time, so that a partition keeps its order. */
export class KafkaWriter implements LogWriter {
  private readonly producer: Producer;
  private waiting: { message: Message; size: number }[] = [];
  private bytes = 0;
  private sending: Promise<void> | undefined;
  private failure: unknown;

  constructor(
    kafka: Kafka,
    private readonly topic: string,
    private readonly partitions: number,
    private readonly format: WireFormat,
    private last: number | undefined,
  ) {
    this.producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  }

  async open(): Promise<this> {
    await this.format.prepareToWrite();
    await this.producer.connect();
    return this;
  }

  async append(segments: Iterable<LedgerDiff>): Promise<void> {
    const [first] = segments;
    const { ledgerIndex, header } = first!;
    if (this.last !== undefined && ledgerIndex !== this.last + 1) {
      throw new LedgerError(ledgerIndex, `can't follow ledger ${this.last} in the log`, this.topic);
    }
    this.last = ledgerIndex;
    const timestamp = String(toUnixTime(parseHeader(header).closeTime) * 1000);
    const partition = partitionOf(ledgerIndex, this.partitions);
    for (const segment of cutLedger(segments, largestSegment)) {
      const value = this.format.encode(segment);
      this.waiting.push({ message: { key: String(ledgerIndex), value, partition, timestamp }, size: value.length });
      this.bytes += value.length;
      this.send();
      while (this.bytes > mostWaiting && this.sending) await this.sending;
      this.throwFailure();
    }
  }

  async flush(): Promise<void> {
    while (this.sending) await this.sending;
    this.throwFailure();
  }

  async close(): Promise<void> {
    while (this.sending) await this.sending;
    await this.producer.disconnect();
  }

  private send(): void {
    if (this.sending || this.waiting.length === 0 || this.failure !== undefined) return;
    let size = 0;
    let count = 0;
    while (count < this.waiting.length && (count === 0 || size + this.waiting[count]!.size <= largestSend)) {
      size += this.waiting[count++]!.size;
    }
    const messages = this.waiting.splice(0, count).map(({ message }) => message);
    this.sending = this.producer
      .send({ topic: this.topic, acks: -1, compression, messages })
      .then(
        () => void (this.bytes -= size),
        (error: unknown) => void (this.failure = error),
      )
      .then(() => {
        this.sending = undefined;
        this.send();
      });
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure as Error;
  }
}

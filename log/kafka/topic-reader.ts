import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';

/** Bytes of one partition that wait to be taken before the broker is asked for no more of it. */
const mostWaiting = 8 << 20;

interface Queue {
  /** Offset of the next message wanted; what comes before it is of an earlier position. */
  wanted: bigint;
  messages: KafkaMessage[];
  bytes: number;
  paused: boolean;
  /** Wakes whoever waits for a message. */
  arrived: (() => void) | undefined;
}

/**
 * Messages of a topic's partitions, each from an offset of the reader's choice. kafkajs reads in groups alone: this is a
 * group of one that commits nothing and is gone when it is closed.
 */
export class TopicReader {
  private readonly queues: Queue[];
  private failure: Error | undefined;

  private constructor(
    private readonly kafka: Kafka,
    private readonly topic: string,
    private readonly groupId: string,
    private readonly consumer: Consumer,
    partitions: number,
  ) {
    this.queues = Array.from({ length: partitions }, () => ({
      wanted: 0n,
      messages: [],
      bytes: 0,
      paused: false,
      arrived: undefined,
    }));
  }

  static async open(kafka: Kafka, topic: string, offsets: readonly bigint[]): Promise<TopicReader> {
    const groupId = `millrace-reader-${randomUUID()}`;
    const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, maxBytesPerPartition: 4 << 20 });
    const reader = new TopicReader(kafka, topic, groupId, consumer, offsets.length);
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      if (!restart) reader.fail(error);
    });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const started = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
    offsets.forEach((offset, partition) => (reader.queues[partition]!.wanted = offset));
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: offsets.length,
      eachBatch: async (fetched) => {
        if (fetched.isStale()) return; // fetched before a seek
        reader.take(fetched.batch.partition, fetched.batch.messages);
        fetched.resolveOffset(fetched.batch.lastOffset());
        await Promise.resolve();
      },
    });
    await started;
    reader.seek(offsets);
    return reader;
  }

  /** Goes on from other offsets, in all partitions. */
  seek(offsets: readonly bigint[]): void {
    offsets.forEach((offset, partition) => this.seekOne(partition, offset));
  }

  seekOne(partition: number, offset: bigint): void {
    const queue = this.queues[partition]!;
    queue.messages = [];
    queue.bytes = 0;
    queue.wanted = offset;
    this.consumer.seek({ topic: this.topic, partition, offset: String(offset) });
    this.resume(partition);
  }

  /** The next message of a partition, as soon as there is one. @throws AbortError */
  async next(partition: number, signal?: AbortSignal): Promise<KafkaMessage> {
    const queue = this.queues[partition]!;
    while (queue.messages.length === 0) {
      signal?.throwIfAborted();
      if (this.failure) throw this.failure;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        queue.arrived = wake;
        signal?.addEventListener('abort', wake);
      });
      queue.arrived = undefined;
    }
    const message = queue.messages.shift()!;
    queue.bytes -= message.value?.length ?? 0;
    if (queue.paused && queue.bytes < mostWaiting / 2) this.resume(partition);
    return message;
  }

  async close(): Promise<void> {
    await this.consumer.disconnect();
    const admin = this.kafka.admin();
    await admin.connect();
    // Left alone it would be forgotten in time; and so it is when this fails.
    await admin.deleteGroups([this.groupId]).catch(() => undefined);
    await admin.disconnect();
  }

  private take(partition: number, messages: KafkaMessage[]): void {
    const queue = this.queues[partition]!;
    for (const message of messages) {
      const offset = BigInt(message.offset);
      if (offset < queue.wanted) continue;
      queue.wanted = offset + 1n;
      queue.messages.push(message);
      queue.bytes += message.value?.length ?? 0;
    }
    if (queue.bytes > mostWaiting && !queue.paused) {
      queue.paused = true;
      this.consumer.pause([{ topic: this.topic, partitions: [partition] }]);
    }
    queue.arrived?.();
  }

  private resume(partition: number): void {
    this.queues[partition]!.paused = false;
    this.consumer.resume([{ topic: this.topic, partitions: [partition] }]);
  }

  private fail(error: Error): void {
    this.failure = error;
    for (const queue of this.queues) queue.arrived?.();
  }
}

import avro from 'avsc';
import type { Kafka, Message, Producer, TopicMessages } from 'kafkajs';
import type { Logger } from '../../kit/logger';
import type { OutputRecord, OutputTopic, RecordTopics } from '../record-topics';
import type { TopicAddress } from './address';
import { client, ensureTopic, isCompacted, partitionsOf } from './client';
import { compression } from './compression';
import { committedOffsets } from './group-offsets';
import { confluentPrefix, registerSchema, singleObjectPrefix } from './value-prefix';

interface Encoder {
  prefix: Buffer;
  type: avro.Type;
}

/**
 * Derived topics on the brokers of the log. Records and how far they go are one transaction: readers of what is committed
 * (most clients' default) see each record once, others may see exact repeats. The transactional id is the publisher's
 * name, so that one that lost the role without knowing it can't write between the records of its successor.
 */
export class KafkaRecordTopics implements RecordTopics {
  private readonly kafka: Kafka;
  private producer: Producer | undefined;
  private readonly encoders = new Map<string, Encoder>();

  constructor(
    /** Of the log. */
    private readonly address: TopicAddress,
    private readonly publisher: string,
    private readonly outputs: readonly OutputTopic[],
    private readonly logger?: Pick<Logger, 'warn'>,
  ) {
    this.kafka = client(address, 'millrace-fan-out', logger);
  }

  async open(): Promise<ReadonlyMap<string, number>> {
    for (const output of this.outputs) {
      const { name: topic, compacted } = output;
      await ensureTopic(this.kafka, { ...this.address, topic }, compacted ? 'compact' : 'delete');
      // A topic that was there before keeps what it was made with.
      if (compacted && !(await isCompacted(this.kafka, topic)))
        this.logger?.warn(
          { topic },
          'the topic is not compacted and grows for ever: set its cleanup.policy to compact',
        );
      this.encoders.set(output.name, await this.encoder(output));
    }
    const transactionalId = `${this.address.topic}.${this.publisher}`;
    this.producer = this.kafka.producer({
      transactionalId,
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
    await this.producer.connect();
    // The first transaction ends what another publisher left unfinished, and shuts it out.
    await (await this.producer.transaction()).abort();
    return this.positions();
  }

  async positions(): Promise<Map<string, number>> {
    const positions = new Map<string, number>();
    const { topic } = this.address;
    if ((await partitionsOf(this.kafka, topic)) === 0) return positions; // nothing is produced yet
    for (const { name } of this.outputs) {
      const offset = (await committedOffsets(this.kafka, this.group(name), topic)).get(0);
      if (offset !== undefined) positions.set(name, Number(offset));
    }
    return positions;
  }

  async publish(records: readonly OutputRecord[], next: ReadonlyMap<string, number>): Promise<void> {
    const transaction = await this.producer!.transaction();
    try {
      const topicMessages = this.messages(records);
      if (topicMessages.length > 0) await transaction.sendBatch({ acks: -1, compression, topicMessages });
      for (const [output, ledger] of next) {
        const partitions = [{ partition: 0, offset: String(ledger) }];
        await transaction.sendOffsets({
          consumerGroupId: this.group(output),
          topics: [{ topic: this.address.topic, partitions }],
        });
      }
      await transaction.commit();
    } catch (error) {
      await transaction.abort().catch(() => undefined); // the first error says more
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.producer?.disconnect();
  }

  /** The next ledger is kept as the offset of a group without members, one for each topic. */
  private group(output: string): string {
    return `millrace.${this.publisher}.${output}`;
  }

  private async encoder({ name, schema }: OutputTopic): Promise<Encoder> {
    const type = avro.Type.forSchema(JSON.parse(schema) as avro.Schema, { wrapUnions: 'never' } as never);
    const { registry: host } = this.address;
    if (host === undefined) return { type, prefix: singleObjectPrefix(type) };
    return { type, prefix: confluentPrefix(await registerSchema(host, name, schema)) };
  }

  private messages(records: readonly OutputRecord[]): TopicMessages[] {
    const byTopic = new Map<string, Message[]>();
    for (const { topic, key, value, timestamp } of records) {
      const { prefix, type } = this.encoders.get(topic)!;
      const messages = byTopic.get(topic) ?? [];
      const bytes = value && Buffer.concat([prefix, type.toBuffer(value)]);
      messages.push({ key, value: bytes, timestamp: String(timestamp) });
      byTopic.set(topic, messages);
    }
    return [...byTopic].map(([topic, messages]) => ({ topic, messages }));
  }
}

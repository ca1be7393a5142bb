import type { Kafka } from 'kafkajs';
import type { Logger } from '../../kit/logger';
import type { TopicVersion, TopicVersions } from '../topic-versions';
import type { TopicAddress } from './address';
import { client, ensureTopic, partitionsOf, patiently } from './client';
import { TopicReader } from './topic-reader';

/** Compacted, one partition; each value is JSON, so that it can be read before any schema is known. */
export const versionsTopic = 'xrpl.topics';

/** The versions of derived topics, on the brokers of the log. */
export class KafkaTopicVersions implements TopicVersions {
  private readonly kafka: Kafka;

  constructor(
    /** Of the log. */
    private readonly address: TopicAddress,
    logger?: Pick<Logger, 'warn'>,
  ) {
    this.kafka = client(address, 'millrace-topic-versions', logger);
  }

  async prepare(): Promise<void> {
    await ensureTopic(this.kafka, { ...this.address, topic: versionsTopic, partitions: 1 }, 'compact');
  }

  async current(): Promise<ReadonlyMap<string, TopicVersion>> {
    const versions = new Map<string, TopicVersion>();
    if ((await partitionsOf(this.kafka, versionsTopic)) === 0) return versions;
    const admin = this.kafka.admin();
    await admin.connect();
    const [bounds] = await patiently(() => admin.fetchTopicOffsets(versionsTopic)).finally(() => admin.disconnect());
    const [low, high] = [BigInt(bounds!.low), BigInt(bounds!.high)];
    if (low === high) return versions;
    const reader = await TopicReader.open(this.kafka, versionsTopic, [low]);
    try {
      for (let next = low; next < high;) {
        const message = await reader.next(0);
        next = BigInt(message.offset) + 1n;
        versions.set(String(message.key), JSON.parse(String(message.value)) as TopicVersion);
      }
    } finally {
      await reader.close();
    }
    return versions;
  }

  async change(versions: ReadonlyMap<string, TopicVersion>): Promise<void> {
    await this.prepare();
    // No transaction: its mark would be the last of the topic, where `current` looks for a message.
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    await producer.connect();
    try {
      const messages = [...versions].map(([key, version]) => ({ key, value: JSON.stringify(version) }));
      await producer.send({ topic: versionsTopic, acks: -1, messages });
    } finally {
      await producer.disconnect();
    }
  }
}

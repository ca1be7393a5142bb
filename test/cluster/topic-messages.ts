import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import '../../log/kafka/compression';

export interface TopicMessage {
  topic: string;
  key: string;
  value: Buffer | null;
}

const END = '__end';

/** Everything that is in some topics now, each partition in order: read as far as a mark that is put at their ends. */
export async function messagesOf(
  port: number,
  topics: readonly string[],
  { uncommitted = false }: { uncommitted?: boolean } = {},
): Promise<TopicMessage[]> {
  const kafka = new Kafka({ brokers: [`127.0.0.1:${port}`], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const { topics: described } = await admin.fetchTopicMetadata({ topics: [...topics] });
  await admin.disconnect();
  const mark = randomUUID();
  const producer = kafka.producer();
  await producer.connect();
  let open = 0;
  for (const { name, partitions } of described) {
    open += partitions.length;
    const messages = partitions.map(({ partitionId }) => ({ partition: partitionId, key: END, value: mark }));
    await producer.send({ topic: name, messages });
  }
  await producer.disconnect();
  const consumer = kafka.consumer({ groupId: mark, readUncommitted: uncommitted });
  const found: TopicMessage[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await new Promise<void>((resolve) => {
    void consumer.run({
      eachMessage: async ({ topic, message }) => {
        const key = message.key!.toString();
        if (key !== END) found.push({ topic, key, value: message.value });
        else if (message.value!.toString() === mark && --open === 0) resolve();
      },
    });
  });
  await consumer.disconnect();
  return found;
}

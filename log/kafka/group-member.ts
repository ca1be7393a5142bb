import { aborted } from '../../kit/lifecycle';
import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';

/** Bytes of messages that are dealt with together. */
const mostTogether = 8 << 20;
/** Milliseconds after which a member that is not heard of loses its partitions; and between two signs of life. */
const session = 10_000;
const heartbeat = 2_000;

/**
 * One member of a consumer group. An offset is committed once `take` has resolved, so what a member leaves undone comes to
 * whoever has the partition next.
 */
export async function joinGroup(
  kafka: Kafka,
  { group, topic }: { group: string; topic: string },
  take: (partition: number, messages: KafkaMessage[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const consumer = kafka.consumer({
    groupId: group,
    sessionTimeout: session,
    heartbeatInterval: heartbeat,
    rebalanceTimeout: 6 * session,
    maxBytesPerPartition: 2 << 20,
    maxWaitTimeInMs: 100,
  });
  await consumer.connect();
  let failed: ((error: Error) => void) | undefined;
  const failure = new Promise<never>((_, reject) => (failed = reject));
  failure.catch(() => undefined);
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (!restart) failed!(error);
  });
  const eachBatch = async (member: EachBatchPayload): Promise<void> => {
    const { partition, messages: fetched } = member.batch;
    // A write that waits for a database to come back must not look like a member that is gone.
    const alive = setInterval(() => void member.heartbeat().catch(() => undefined), heartbeat);
    try {
      for (const messages of chunks(fetched)) {
        if (!member.isRunning() || member.isStale()) return;
        await take(partition, messages);
        const { offset } = messages.at(-1)!;
        member.resolveOffset(offset);
        // Not the consumer's own `commitOffsets`, whose errors no longer say that the group has moved on without us: then
        // a member that was slow would end, where it has only to join again.
        const partitions = [{ partition, offset: String(BigInt(offset) + 1n) }];
        await member.commitOffsetsIfNecessary({ topics: [{ topic, partitions }] });
      }
    } finally {
      clearInterval(alive);
    }
  };
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 4,
      eachBatch,
    });
    await Promise.race([failure, aborted(signal)]);
  } finally {
    await consumer.disconnect();
  }
}

function* chunks(messages: KafkaMessage[]): Generator<KafkaMessage[]> {
  let chunk: KafkaMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = message.value?.length ?? 0;
    if (chunk.length > 0 && bytes + size > mostTogether) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(message);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

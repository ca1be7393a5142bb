import type { Kafka } from 'kafkajs';
import { patiently } from './client';

/** Offsets at which a group goes on, by partition; absent where it has committed none. */
export async function committedOffsets(kafka: Kafka, groupId: string, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const [found] = await patiently(() => admin.fetchOffsets({ groupId, topics: [topic] }));
    const offsets = (found?.partitions ?? []).map(({ partition, offset }) => [partition, BigInt(offset)] as const);
    return new Map(offsets.filter(([, offset]) => offset >= 0n));
  } finally {
    await admin.disconnect();
  }
}

/** Has a group that nobody is in now go on elsewhere. */
export async function goOnAt(
  kafka: Kafka,
  groupId: string,
  topic: string,
  offsets: ReadonlyMap<number, bigint>,
): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const partitions = [...offsets].map(([partition, offset]) => ({ partition, offset: String(offset) }));
    await admin.setOffsets({ groupId, topic, partitions });
  } finally {
    await admin.disconnect();
  }
}

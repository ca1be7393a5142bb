import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigResourceTypes, Kafka, KafkaJSError, logLevel, type Admin, type GroupDescription } from 'kafkajs';
import type { Logger } from '../../kit/logger';
import type { TopicAddress } from './address';

/** One mebibyte is a broker's default; ledgers of a busy day are larger. */
export const largestBatch = 16 << 20;

/** What kafkajs retries by itself and calls an error all the same: how groups and brokers come and go. */
const usual =
  /CreateTopics|rebalanc|coordinator|generation|not the leader|leadership election|does not host this topic/i;

/** Milliseconds in which the same thing is said once: it is tried many times a second while a broker is down. */
const silence = 10_000;

export function client({ brokers }: TopicAddress, clientId: string, logger?: Pick<Logger, 'warn'>): Kafka {
  const said = new Map<string, number>();
  return new Kafka({
    clientId,
    brokers: [...brokers],
    logLevel: logger ? logLevel.ERROR : logLevel.NOTHING,
    logCreator:
      () =>
      ({ log: { message, error, broker } }) => {
        const what = `Kafka: ${message}${typeof error === 'string' ? `: ${error}` : ''}`;
        const now = Date.now();
        if (usual.test(what) || now - (said.get(what) ?? 0) < silence) return;
        said.set(what, now);
        logger?.warn({ broker: broker as unknown }, what);
      },
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 60 },
  });
}

/** Makes the topic where it is missing. @returns how many partitions it has */
export async function ensureTopic(
  kafka: Kafka,
  { topic, partitions, replication }: TopicAddress,
  cleanup: 'delete' | 'compact' = 'delete',
): Promise<number> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    // `false` when it is there already. Either way a busy broker may not know of it for a moment, which would be an error.
    await admin.createTopics({
      waitForLeaders: false,
      topics: [
        {
          topic,
          numPartitions: partitions,
          replicationFactor: replication,
          configEntries: [
            { name: 'cleanup.policy', value: cleanup },
            { name: 'retention.ms', value: '-1' }, // the log is what every table is made from, at any time
            { name: 'retention.bytes', value: '-1' },
            { name: 'max.message.bytes', value: String(largestBatch) },
            { name: 'compression.type', value: 'producer' },
            { name: 'min.insync.replicas', value: String(Math.max(1, replication - 1)) },
          ],
        },
      ],
    });
    return await partitionsIn(admin, topic);
  } finally {
    await admin.disconnect();
  }
}

async function partitionsIn(admin: Admin, topic: string): Promise<number> {
  const { topics } = await patiently(() => admin.fetchTopicMetadata({ topics: [topic] }));
  return topics[0]!.partitions.length;
}

/** Whether the brokers keep no more of a topic than the newest message of each key. */
export async function isCompacted(kafka: Kafka, topic: string): Promise<boolean> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: ['cleanup.policy'] }];
    const found = await patiently(() => admin.describeConfigs({ resources, includeSynonyms: false }));
    return found.resources[0]!.configEntries.some(({ configValue }) => configValue === 'compact');
  } finally {
    await admin.disconnect();
  }
}

/** 0 when there is no such topic. */
export async function partitionsOf(kafka: Kafka, topic: string): Promise<number> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return (await admin.listTopics()).includes(topic) ? await partitionsIn(admin, topic) : 0;
  } finally {
    await admin.disconnect();
  }
}

/** Topics just made have no leaders yet, and groups of a broker just started are being loaded: asked again for ten seconds. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let patience = 50; ; patience--) {
    try {
      return await ask();
    } catch (error) {
      if (patience === 0 || !(error instanceof KafkaJSError && error.retriable)) throw error;
      await sleep(200);
    }
  }
}

export async function topicNames(kafka: Kafka): Promise<string[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
}

/** Whether any process is in a group now; those that ended without a word count until their session does. */
export async function hasMembers(kafka: Kafka, groupId: string): Promise<boolean> {
  return (await described(kafka, groupId)).members.length > 0;
}

/** Whether the brokers know of a group: it has members, or has had some lately, or offsets. */
export async function isKnown(kafka: Kafka, groupId: string): Promise<boolean> {
  return (await described(kafka, groupId)).state !== 'Dead';
}

async function described(kafka: Kafka, groupId: string): Promise<GroupDescription> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { groups } = await patiently(() => admin.describeGroups([groupId]));
    return groups[0]!;
  } finally {
    await admin.disconnect();
  }
}

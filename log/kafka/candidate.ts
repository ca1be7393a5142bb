import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaJSError, type Kafka } from 'kafkajs';
import { aborted } from '../../kit/lifecycle';
import type { Logger } from '../../kit/logger';

/** Milliseconds after which a leader that is not heard of is replaced. */
const session = 6_000;
const heartbeat = 500;

/**
 * Stands for a role: the group's one partition is its token. Whoever is assigned it leads, and stops when it is not theirs
 * any more or the brokers can't be heard. For a moment two may believe that they lead: what they do must bear that.
 *
 * @param topic of one partition
 */
export async function standFor(
  kafka: Kafka,
  { group, topic }: { group: string; topic: string },
  lead: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  logger?: Pick<Logger, 'warn'>,
): Promise<void> {
  const consumer = kafka.consumer({
    groupId: group,
    sessionTimeout: session,
    heartbeatInterval: heartbeat,
    maxWaitTimeInMs: 500,
  });
  let leading: { stop: AbortController; done: Promise<void> } | undefined;
  let failed: ((error: unknown) => void) | undefined;
  const failure = new Promise<never>((_, reject) => (failed = reject));
  failure.catch(() => undefined);
  const serve = async (own: AbortSignal): Promise<void> => {
    while (!own.aborted) {
      try {
        return await lead(own);
      } catch (error) {
        if (!(error instanceof KafkaJSError)) throw error;
        logger?.warn({ group }, `the log could not be reached, which ends this turn: ${error.message}`);
        await sleep(1000, undefined, { signal: own }).catch(() => undefined);
      }
    }
  };
  const stepDown = (): void => leading?.stop.abort();
  const takeOffice = (): void => {
    if (leading && !leading.stop.signal.aborted) return;
    const before = leading?.done;
    const stop = new AbortController();
    const done = Promise.resolve(before).then(() => serve(stop.signal));
    done.catch((error: unknown) => failed!(error));
    leading = { stop, done: done.catch(() => undefined) };
  };
  let heard = Date.now();
  let assigned = false;
  consumer.on(consumer.events.HEARTBEAT, () => {
    heard = Date.now();
    // A broker that was away for longer than a session still has its groups as they were: nobody joins anew.
    if (assigned) takeOffice();
  });
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    heard = Date.now();
    assigned = (payload.memberAssignment[topic] ?? []).length > 0;
    if (assigned) takeOffice();
    else stepDown();
  });
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    assigned = false;
    stepDown();
    if (!restart) failed!(error);
  });
  // Brokers that can't be heard have given the role to another by now.
  const watch = setInterval(() => {
    if (Date.now() - heard > session) stepDown();
  }, heartbeat);
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: false });
    await consumer.run({ autoCommit: false, eachMessage: () => Promise.resolve() });
    await Promise.race([failure, aborted(signal)]);
  } finally {
    clearInterval(watch);
    assigned = false;
    stepDown();
    await leading?.done;
    await consumer.disconnect();
  }
}

import type { LogEnd } from '../../log/port';
import { ArchiveSource } from '../../producers/archive-source';
import { produce } from '../../producers/producer';
import { kafka } from '../../scripts/servers/kafka';
import { schemaRegistry } from '../../scripts/servers/schema-registry';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { demoArchive, demoLast, demoLedgers } from '../demo';
import { logSuite } from '../log/suite';
import { server, type TestServer } from './servers';

let broker: TestServer;
let registry: TestServer;
let made = 0;

beforeAll(async () => {
  [broker, registry] = await Promise.all([server(kafka), server(schemaRegistry)]);
});

describe.each([
  [1, false],
  [4, false],
  [3, true],
])('Kafka, %d partitions, registry: %s', (partitions, registered) => {
  logSuite(
    () =>
      new KafkaLog({
        brokers: [`127.0.0.1:${broker.port}`],
        topic: `log-${made++}`,
        partitions,
        replication: 1,
        registry: registered ? `http://127.0.0.1:${registry.port}/apis/ccompat/v7` : undefined,
      }),
  );
});

test('a member that was not heard of for longer than a session joins its group again', async () => {
  const address = { brokers: [`127.0.0.1:${broker.port}`], topic: 'slow', partitions: 2, replication: 1 };
  const log = new KafkaLog({ ...address, registry: undefined });
  const writer = await log.writer();
  for (const segments of await demoLedgers()) await writer.append(segments);
  await writer.close();
  const taken = new Set<number>();
  const done = new AbortController();
  let stalled = false;
  const take = async (_: number, segments: { ledgerIndex: number }[]): Promise<void> => {
    // Everything stands still, heartbeats too: what is told afterwards the group does not want to hear any more.
    if (!stalled) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 13_000);
    else for (const { ledgerIndex } of segments) taken.add(ledgerIndex);
    stalled = true;
    if (taken.has(demoLast) && taken.has(demoLast - 1)) done.abort();
  };
  await log.join('slow', { reached: () => Promise.resolve(0), take }, done.signal);
  expect(taken.size).toBe(demoLast - 1);
  expect(await log.hasGroup('slow')).toBe(true);
  expect(await log.hasGroup('nobody')).toBe(false);
});

test('who publishes next goes on, also while the one before has not heard of it and still publishes', async () => {
  const address = { brokers: [`127.0.0.1:${broker.port}`], topic: 'handover', partitions: 3, replication: 1 };
  const ledgers = await demoLedgers();
  const before = await new KafkaLog({ ...address, registry: undefined }).writer();
  let published = 0;
  const publish = async (count: number): Promise<void> => {
    for (const end = published + count; published < end; published++) await before.append(ledgers[published]!);
    await before.flush();
  };
  /** Whoever looks where it ends finds that it has gone on since. */
  class Contended extends KafkaLog {
    override async end(): Promise<LogEnd | undefined> {
      const end = await super.end();
      await publish(2);
      return end;
    }
  }
  await publish(50);
  const refused: Error[] = [];
  const log = new Contended({ ...address, registry: undefined });
  const source = new ArchiveSource(demoArchive);
  await produce({ source, log, to: demoLast, onRefused: (error) => void refused.push(error) });
  await before.close();
  expect(refused).toEqual([]);
  expect(published).toBeGreaterThan(51);
  const seen: number[] = [];
  for await (const { ledgerIndex } of new KafkaLog({ ...address, registry: undefined }).read({ from: 0 }))
    seen.push(ledgerIndex);
  expect(seen).toEqual(ledgers.map(([segment]) => segment!.ledgerIndex));
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaHistory } from '../../log/kafka/kafka-history';
import { cassandra } from '../../scripts/servers/cassandra';
import { kafka } from '../../scripts/servers/kafka';
import { demoArchive, demoFirst, demoLast, demoLedgers, temporaryFolder } from '../demo';
import { complete, expectAnswersAlike } from '../integration/answers';
import { answering, millrace, run, type Running } from '../integration/millrace';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { server, type TestServer } from './servers';

const folder = temporaryFolder();
const start = 120;
let broker: TestServer;
let database: TestServer;
let plain: number;

beforeAll(async () => {
  [broker, database] = await Promise.all([server(kafka), server(cassandra)]);
  plain = await answering(millrace('up', '--source', demoArchive, '--data', join(folder, 'plain'), '--port', '0'));
});

const expectRight = (port: number): Promise<void> =>
  expectAnswersAlike(port, plain, [demoFirst, 20, 21, 60, 61, start, start + 1, demoLast]);

async function end(processes: readonly Running[]): Promise<void> {
  for (const { child } of processes) child.kill('SIGTERM');
  for (const { ended } of processes) {
    const { code, stderr } = await ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
  }
}

/** History that one process begins to fetch and is killed at, and two go on with, while the tip goes on. */
async function fetchHistory(topic: string): Promise<{ node: LedgerDouble; tip: Running; done: Promise<void> }> {
  const node = await LedgerDouble.start('grpc', new RecordedChain(await demoLedgers()), { newest: start + 10 });
  const brokers = [`127.0.0.1:${broker.port}`];
  const log = ['--log', `kafka://${brokers[0]}/${topic}?partitions=4`];
  const source = ['--source', node.url];
  const data = (name: string): string[] => ['--data', join(folder, `${topic}-${name}`)];
  const tip = millrace('produce', ...source, '--start', String(start), ...log, ...data('tip'));
  const history = new KafkaHistory({ brokers, topic, partitions: 4, replication: 1, registry: undefined });
  const fetched = async (): Promise<void> => {
    while (!tip.said().includes(`published ledger ${start}`)) await sleep(50);
    const backfill = ['backfill', `${demoFirst}-${start}`, ...source, ...log, '--stretch', '20'];
    const one = millrace(...backfill, ...data('one'));
    while ((await history.stretches()).length === 0) await sleep(5);
    one.child.kill('SIGKILL');
    const others = ['two', 'three'].map((name) => millrace(...backfill, ...data(name)));
    node.closeUpTo(demoLast);
    for (const { ended } of others) {
      const { code, stderr } = await ended;
      expect({ code, stderr }).toMatchObject({ code: 0 });
    }
  };
  return { node, tip, done: fetched() };
}

test('from Kafka into one machine’s tables', async () => {
  const { node, tip, done } = await fetchHistory('machine');
  const log = ['--log', `kafka://127.0.0.1:${broker.port}/machine`];
  const data = ['--data', join(folder, 'machine')];
  const consumer = millrace('consume', ...log, ...data);
  while (!existsSync(join(folder, 'machine', 'tables'))) await sleep(50);
  const api = millrace('api', ...data, '--port', '0');
  const port = await answering(api);
  await done;
  await complete(port, `${demoFirst}-${demoLast}`);
  await expectRight(port);
  expect((await run('coverage', ...log, ...data)).stdout).toMatch(/^log of history +3-20, visible$/m);
  await end([tip, consumer, api]);
  await node.stop();
});

test('from Kafka into a cluster’s tables, by two members of a group, and a view rebuilt', async () => {
  const { node, tip, done } = await fetchHistory('group');
  const log = ['--log', `kafka://127.0.0.1:${broker.port}/group`];
  const store = ['--store', `cassandra://127.0.0.1:${database.port}/history`];
  const member = (name: string): Running => millrace('consume', ...log, ...store, '--data', join(folder, name));
  const members = [member('c1'), member('c2')];
  const api = millrace('api', ...store, '--data', join(folder, 'api'), '--port', '0');
  const port = await answering(api);
  await done;
  await complete(port, `${demoFirst}-${demoLast}`);
  await expectRight(port);
  expect((await run('rebuild', 'state', ...log, ...store)).stdout).toBe('View state is rebuilt and answers.\n');
  await expectRight(port);
  await end([tip, ...members, api]);
  await node.stop();
});

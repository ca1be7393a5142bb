import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaHistory } from '../../log/kafka/kafka-history';
import { kafka } from '../../scripts/servers/kafka';
import { demoArchive, demoFirst, demoLast, demoLedgers, temporaryFolder } from '../demo';
import { complete, expectAnswersAlike } from '../integration/answers';
import { answering, millrace, run } from '../integration/millrace';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { server, type TestServer } from './servers';

const folder = temporaryFolder();
const start = 120;
let broker: TestServer;
let node: LedgerDouble;

beforeAll(async () => {
  [broker, node] = await Promise.all([
    server(kafka),
    LedgerDouble.start('grpc', new RecordedChain(await demoLedgers()), { newest: start + 10 }),
  ]);
});
afterAll(() => node.stop());

test('two processes share history, one is killed, and the tip goes on: everything is served', async () => {
  const brokers = [`127.0.0.1:${broker.port}`];
  const log = ['--log', `kafka://${brokers[0]}/shared?partitions=4`];
  const source = ['--source', node.url];
  const data = (name: string): string[] => ['--data', join(folder, name)];
  const plain = millrace('up', '--source', demoArchive, ...data('plain'), '--port', '0');
  const tip = millrace('produce', ...source, '--start', String(start), ...log, ...data('tip'));
  const consumer = millrace('consume', ...log, ...data('tables'));
  while (!existsSync(join(folder, 'tables', 'tables'))) await sleep(50);
  const api = millrace('api', ...data('tables'), '--port', '0');
  const port = await answering(api);
  await complete(port, `${start + 1}-${start + 10}`);

  const backfill = ['backfill', `${demoFirst}-${start}`, ...source, ...log, '--stretch', '20'];
  const one = millrace(...backfill, ...data('one'));
  const history = new KafkaHistory({ brokers, topic: 'shared', partitions: 4, replication: 1, registry: undefined });
  while ((await history.stretches()).length === 0) await sleep(50);
  const two = millrace(...backfill, ...data('two'));
  while (!two.said().includes('fetched ledger')) await sleep(50);
  one.child.kill('SIGKILL');
  while (node.newest < demoLast) node.closeLedger();
  const { code, stderr } = await two.ended;
  expect({ code, stderr }).toMatchObject({ code: 0 });
  await complete(port, `${demoFirst}-${demoLast}`);
  await expectAnswersAlike(port, await answering(plain), [demoFirst, 20, 21, 60, 61, start, start + 1, demoLast]);
  expect((await run('coverage', ...log, ...data('tables'))).stdout).toMatch(/^log of history +3-20, visible$/m);
  for (const each of [plain, tip, consumer, api]) {
    each.child.kill('SIGTERM');
    expect(await each.ended).toMatchObject({ code: 0 });
  }
});

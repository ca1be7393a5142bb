import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cassandra } from '../../scripts/servers/cassandra';
import { kafka } from '../../scripts/servers/kafka';
import { LmdbHotState } from '../../store/lmdb/lmdb-hot-state';
import { demoArchive, demoFirst, demoLast, temporaryFolder } from '../demo';
import { answering, ask, millrace, run, type Running } from '../integration/millrace';
import { server, type TestServer } from './servers';

const folder = temporaryFolder();
let broker: TestServer;
let database: TestServer;
let expected: string;

beforeAll(async () => {
  [broker, database] = await Promise.all([server(kafka), server(cassandra)]);
  const data = join(folder, 'embedded');
  await run('up', '--source', demoArchive, '--data', data, '--port', '0', '--exit-when-done');
  expected = (await run('digest', '--data', data, '--tables')).stdout;
});

const topic = (name: string): string => `kafka://127.0.0.1:${broker.port}/${name}?partitions=4`;
const keyspace = (name: string): string => `cassandra://127.0.0.1:${database.port}/${name}`;

/** Resolves once the program has said so. */
async function says(program: Running, text: string): Promise<void> {
  while (!program.said().includes(text)) await sleep(20);
}

const visible = async (port: number): Promise<number> => {
  const answer = await ask(port, 'ledger', { ledger_index: 'validated' });
  return Number(answer['ledger_index'] ?? 0);
};

test('producers and members of a group that are killed and join: nothing is lost, nothing doubled, all is served', async () => {
  const [log, store] = [topic('killed'), keyspace('killed')];
  const producer = (name: string): Running =>
    millrace('produce', '--source', demoArchive, '--log', log, '--data', join(folder, name), '--log-level', 'info');
  const member = (name: string): Running =>
    millrace('consume', '--log', log, '--store', store, '--data', join(folder, name));

  const [one, two] = [producer('p1'), producer('p2')];
  const members = [member('c1'), member('c2')];
  const api = millrace('api', '--data', join(folder, 'api'), '--store', store, '--port', '0');
  const port = await answering(api);
  const leader = await Promise.race([
    says(one, 'publishes now').then(() => one),
    says(two, 'publishes now').then(() => two),
  ]);
  await sleep(300);
  leader.child.kill('SIGKILL');
  while ((await visible(port)) === 0) await sleep(20);
  members[0]!.child.kill('SIGKILL');
  members.push(member('c3'));
  const other = leader === one ? two : one;
  expect(await other.ended).toMatchObject({ code: 0 });

  while ((await visible(port)) < demoLast) await sleep(50);
  expect((await run('digest', '--store', store, '--tables')).stdout).toBe(expected);
  for (const each of members.slice(1)) {
    each.child.kill('SIGTERM');
    expect(await each.ended).toMatchObject({ code: 0 });
  }
  api.child.kill('SIGTERM');
  await api.ended;
});

test('views in groups of their own, across crashes of the broker and of the database', async () => {
  const [log, store] = [topic('crashed'), keyspace('crashed')];
  const produced = run('produce', '--source', demoArchive, '--log', log, '--data', join(folder, 'p3'));
  const half = ['contents,ledgers', 'state,account-transactions,nfts,mpts'].map((views, i) =>
    run(
      'consume',
      '--log',
      log,
      '--store',
      store,
      '--data',
      join(folder, `v${i}`),
      '--views',
      views,
      '--exit-when-done',
    ),
  );
  await sleep(1500);
  await broker.kill();
  await sleep(500);
  await broker.restart();
  expect(await produced).toMatchObject({ code: 0 });
  await database.kill();
  await sleep(500);
  await database.restart();
  await Promise.all(half);
  // Those that found the log empty ended at once; the last one has all of it to wait for.
  const rest = ['contents,ledgers', 'state,account-transactions,nfts,mpts'].map((views, i) =>
    run(
      'consume',
      '--log',
      log,
      '--store',
      store,
      '--data',
      join(folder, `w${i}`),
      '--views',
      views,
      '--exit-when-done',
    ),
  );
  for (const { code, stderr } of await Promise.all(rest))
    expect([code, stderr.match(/millrace: .*/)?.[0]]).toEqual([0, undefined]);
  expect((await run('digest', '--store', store, '--tables')).stdout).toBe(expected);
  expect((await run('status', '--log', log, '--store', store)).stdout).toContain(`visible    ledgers 3–${demoLast}`);
});

test('a view rebuilt and ledgers replayed while ledgers come in', async () => {
  const [log, store] = [topic('rebuilt'), keyspace('rebuilt')];
  const half = join(folder, 'half');
  await run('export', half, '--data', join(folder, 'embedded'), '--to', '100');
  await run('produce', '--source', half, '--log', log, '--data', join(folder, 'r1'));
  const members = ['r2', 'r3'].map((name) =>
    millrace('consume', '--log', log, '--store', store, '--data', join(folder, name)),
  );
  const api = millrace('api', '--data', join(folder, 'api2'), '--store', store, '--log', log, '--port', '0');
  const port = await answering(api);
  while ((await visible(port)) < 100) await sleep(50);

  const rebuilding = millrace('rebuild', 'state', '--log', log, '--store', store);
  await says(rebuilding, 'rebuilding state');
  rebuilding.child.kill('SIGKILL'); // it is gone on with
  const [rebuilt, produced] = await Promise.all([
    run('rebuild', 'state', '--log', log, '--store', store),
    run('produce', '--source', demoArchive, '--log', log, '--data', join(folder, 'r1')),
  ]);
  expect(rebuilt).toMatchObject({ code: 0, stdout: 'View state is rebuilt and answers.\n' });
  expect(produced.code).toBe(0);
  while ((await visible(port)) < demoLast) await sleep(50);
  expect((await run('replay', '50-80', '--log', log, '--store', store)).code).toBe(0);
  expect((await run('digest', '--store', store, '--tables')).stdout).toBe(expected);
  const status = JSON.parse((await run('status', '--log', log, '--store', store, '--json')).stdout);
  expect(status.views.find(({ name }: { name: string }) => name === 'state')).toMatchObject({
    generation: 2,
    ledgers: [{ first: demoFirst - 1, last: demoLast }],
  });
  // The API's machine has the latest state of its own, fed from the log.
  const hot = new LmdbHotState(join(folder, 'api2', 'hot'));
  while (hot.extent()?.ledgerIndex !== demoLast) await sleep(50);
  await hot.close();
  for (const each of [...members, api]) {
    each.child.kill('SIGTERM');
    expect(await each.ended).toMatchObject({ code: 0 });
  }
});

test('tables that hold less than their group has dealt with, new or restored, are filled from where they end', async () => {
  const log = topic('behind');
  const consumed = (store: string): ReturnType<typeof run> =>
    run('consume', '--log', log, '--store', keyspace(store), '--data', join(folder, 'b1'), '--exit-when-done');
  const half = join(folder, 'half-behind');
  await run('export', half, '--data', join(folder, 'embedded'), '--to', '100');
  await run('produce', '--source', half, '--log', log, '--data', join(folder, 'b2'));
  await consumed('restored');
  await run('produce', '--source', demoArchive, '--log', log, '--data', join(folder, 'b2'));
  // The second has nothing while the group is at ledger 100, and then the first ends there while the group is at the end.
  for (const store of ['fresh', 'restored']) {
    expect((await consumed(store)).stderr).toContain('the tables lack ledgers');
    expect((await run('digest', '--store', keyspace(store), '--tables')).stdout).toBe(expected);
  }
});

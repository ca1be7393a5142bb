import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cassandra } from '../../scripts/servers/cassandra';
import { kafka } from '../../scripts/servers/kafka';
import { parseStoreUrl } from '../../cli/store-url';
import { contents } from '../../schemas/tables/contents';
import { LmdbHotState } from '../../store/lmdb/lmdb-hot-state';
import type { Write } from '../../store/port';
import { ScyllaStore } from '../../store/scylla/scylla-store';
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

test('views in groups of their own, of which one writes again what its tables have lost', async () => {
  const [log, store] = [topic('halves'), keyspace('halves')];
  await run('produce', '--source', demoArchive, '--log', log, '--data', join(folder, 'p1'));
  const halves = ['contents,ledgers', 'state,account-transactions,nfts,mpts'].map((views, i) => {
    const data = join(folder, `v${i}`);
    return run('consume', '--log', log, '--store', store, '--data', data, '--views', views, '--exit-when-done');
  });
  for (const { code, stderr } of await Promise.all(halves))
    expect([code, stderr.match(/millrace: .*/)?.[0]]).toEqual([0, undefined]);
  const digest = async (): Promise<string> => (await run('digest', '--store', store, '--tables')).stdout;
  expect(await digest()).toBe(expected);
  expect((await run('status', '--log', log, '--store', store)).stdout).toContain(`visible    ledgers 3–${demoLast}`);

  const tables = new ScyllaStore(parseStoreUrl(store), 30_000);
  const lost: Write[] = [];
  for await (const row of tables.scan(contents)) {
    if (row.ledger >= 50 && row.ledger <= 80) lost.push({ table: contents, delete: row });
  }
  await tables.write(lost);
  await tables.close();
  expect(await digest()).not.toBe(expected);
  const replayed = (group: string): ReturnType<typeof run> =>
    run('replay', '--from', '50', '--to', '80', '--group', group, '--log', log, '--store', store);
  expect(await replayed('nobody')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('knows no such group') as string,
  });
  const other = 'millrace.state.account-transactions.nfts.mpts';
  expect(await replayed(other)).toMatchObject({ code: 0, stderr: expect.not.stringContaining('millrace: ') as string });
  expect(await digest()).not.toBe(expected);
  expect(await replayed('millrace.contents.ledgers')).toMatchObject({ code: 0 });
  expect(await digest()).toBe(expected);
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
  expect((await run('replay', '--from', '50', '--to', '80', '--log', log, '--store', store)).code).toBe(0);
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

import { join } from 'node:path';
import { cassandra } from '../../scripts/servers/cassandra';
import { demoArchive, demoLast, temporaryFolder } from '../demo';
import { answering, ask, millrace, run } from '../integration/millrace';
import { server, type TestServer } from './servers';

const folder = temporaryFolder();
let node: TestServer;
let store: string;

beforeAll(async () => {
  node = await server(cassandra);
  store = `cassandra://127.0.0.1:${node.port}/xrpl`;
});

/** Resolves with the answer once it is no error. */
async function answered(port: number): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = await ask(port, 'ledger', { ledger_index: demoLast });
    if (answer['error'] === undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('through crashes of consumer and database, the tables are those of an embedded run, and the API outlives it', async () => {
  const [embedded, data, elsewhere] = ['embedded', 'data', 'elsewhere'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  expect((await run('up', '--source', demoArchive, '--data', embedded, '--port', '0', '--exit-when-done')).code).toBe(
    0,
  );
  expect((await run('produce', '--source', demoArchive, '--data', data)).code).toBe(0);

  const first = millrace('consume', '--data', data, '--store', store);
  // An API on another machine: it has nothing but the address of the tables.
  const api = millrace('api', '--data', elsewhere, '--store', store, '--port', '0');
  const port = await answering(api);
  while ((await ask(port, 'ledger'))['error'] !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  first.child.kill('SIGKILL');
  expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });

  const second = run('consume', '--data', data, '--store', store, '--exit-when-done');
  await node.kill();
  expect((await ask(port, 'ledger'))['error']).toBe('tooBusy');
  await node.restart();
  expect(await second).toMatchObject({ code: 0, stderr: expect.not.stringContaining('millrace: ') as string });
  expect(await answered(port)).toMatchObject({ ledger_index: demoLast, validated: true });
  expect(await ask(port, 'ledger_data', { ledger_index: demoLast, binary: true, limit: 20 })).toMatchObject({
    ledger_index: demoLast,
  });

  const digest = await run('digest', '--data', embedded, '--tables');
  expect(digest.stdout).toMatch(/^contents [1-9]/m);
  expect((await run('digest', '--data', data, '--store', store, '--tables')).stdout).toBe(digest.stdout);
  api.child.kill('SIGTERM');
  expect(await api.ended).toMatchObject({ code: 0 });
});

import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Pipeline } from '../../schemas/pipeline';
import { demoArchive, demoFirst, demoLast, temporaryFolder } from '../demo';
import { valuesOf } from '../metrics-text';
import { answering, ask, millrace, run } from './millrace';

const folder = temporaryFolder();

/** The roles of all processes that are told of, once those are. */
async function toldOf(port: number, roles: string[], enough = (_: Pipeline): boolean => true): Promise<Pipeline> {
  for (;;) {
    const picture = (await (await fetch(`http://127.0.0.1:${port}/pipeline`)).json()) as Pipeline;
    const all = picture.processes.map((process) => process.roles.join()).join(' ') === roles.join(' ');
    if (all && enough(picture)) return picture;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('each tier alone, in processes of its own, over one data folder: one ingests, several answer', async () => {
  const data = join(folder, 'tiers');
  const apis = [1, 2].map(() => millrace('api', '--data', data, '--port', '0'));
  const ports = await Promise.all(apis.map(answering));
  expect((await ask(ports[0]!, 'ledger')).error).toBe('notReady');
  const consumer = millrace('consume', '--data', data);
  let answers = 0;
  let done = false;
  const asking = ports.map(async (port) => {
    let newest = 0;
    while (!done) {
      const ledger = await ask(port, 'ledger');
      if (ledger['error'] !== 'notReady') {
        // What is visible only moves forward, and is all there.
        expect(ledger['ledger_index']).toBeGreaterThanOrEqual(newest);
        newest = ledger['ledger_index'] as number;
        const state = await ask(port, 'ledger_data', { ledger_index: newest, binary: true, limit: 5 });
        expect(state['ledger_index']).toBe(newest);
        answers++;
      }
      if (newest === demoLast) return;
    }
  });
  expect(await run('produce', '--source', demoArchive, '--data', data)).toMatchObject({
    code: 0,
    stdout: `The log ends with ledger ${demoLast}.\n`,
  });
  await Promise.all(asking);
  done = true;
  expect(answers).toBeGreaterThan(2);
  const picture = await toldOf(ports[1]!, ['api', 'api', 'consumer']);
  expect(picture).toMatchObject({ log: { last: demoLast }, visible: { first: demoFirst, last: demoLast } });
  for (const { child } of [consumer, ...apis]) child.kill('SIGTERM');
  for (const { ended } of [consumer, ...apis]) expect(await ended).toMatchObject({ code: 0 });
});

test('workers share the port and end with their parent', async () => {
  const up = millrace('up', '--data', join(folder, 'workers'), '--port', '0', '--workers', '2', '--network-id', '21');
  const port = await answering(up);
  while ((await ask(port, 'ping'))['error'] === 'notReady');
  expect((await ask(port, 'ping'))['status']).toBe('success');
  expect((await ask(port, 'server_info'))['info']).toMatchObject({ network_id: 21 });
  up.child.kill('SIGTERM');
  expect(await up.ended).toMatchObject({ code: 0 });
  await expect(ask(port, 'ping')).rejects.toThrow();
});

test('metrics are those of all workers together, beside those of the pipeline', async () => {
  const scrape = await freePort();
  const data = join(folder, 'metrics');
  const up = millrace('up', '--data', data, '--port', '0', '--workers', '2', '--metrics-port', String(scrape));
  const port = await answering(up);
  while ((await ask(port, 'ping'))['error'] === 'notReady');
  // A connection of its own for each, so that both workers get some.
  for (let i = 0; i < 20; i++) {
    const body = '{"method":"random"}';
    await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers: { connection: 'close' } });
  }
  const found = valuesOf(await (await fetch(`http://127.0.0.1:${scrape}/metrics`)).text());
  expect(found['millrace_api_request_seconds_count{method="random"}']).toBe(20);
  expect(found['millrace_api_reads_total{from="hot_state"}']).toBeDefined();
  expect(found).toHaveProperty('millrace_ledger_verified');
  const roles = ['api', 'api', 'producer,consumer'];
  const picture = await toldOf(port, roles, ({ sources }) => sources.length > 0);
  expect(picture).toMatchObject({ sources: [{ kind: 'archive' }] });
  up.child.kill('SIGTERM');
  expect(await up.ended).toMatchObject({ code: 0 });
});

test('a port that is taken ends the process, with what to do', async () => {
  const first = millrace('api', '--data', join(folder, 'port-1'), '--port', '0');
  const port = await answering(first);
  const second = await run('up', '--data', join(folder, 'port-2'), '--port', String(port));
  expect(second).toMatchObject({ code: 1 });
  expect(second.stderr).toContain(
    `the API can't listen on 127.0.0.1:${port}: something else does. Stop it, or choose another port`,
  );
  first.child.kill('SIGTERM');
  expect(await first.ended).toMatchObject({ code: 0 });
});

test('a second consumer or producer of the same data is refused, and says which process has the role', async () => {
  const data = join(folder, 'roles');
  const first = millrace('consume', '--data', data);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const second = await run('consume', '--data', data);
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`process ${first.child.pid} is already the consumer here`);
  first.child.kill('SIGTERM');
  expect(await first.ended).toMatchObject({ code: 0 });
});

test('rebuild from the command line, with and without a running consumer', async () => {
  const data = join(folder, 'rebuild');
  const up = millrace('up', '--source', demoArchive, '--data', data, '--port', '0');
  await answering(up);
  while (
    (JSON.parse((await run('status', '--json', '--data', data)).stdout) as { visible: { last: number } | null }).visible
      ?.last !== demoLast
  );
  const before = (await run('digest', '--data', data)).stdout;
  expect(await run('rebuild', 'state', '--data', data)).toMatchObject({
    code: 0,
    stdout: 'View state is rebuilt and answers.\n',
  });
  expect((await run('digest', '--data', data)).stdout).toBe(before);
  up.child.kill('SIGTERM');
  expect(await up.ended).toMatchObject({ code: 0 });
  expect(await run('rebuild', 'contents', '--data', data)).toMatchObject({ code: 0 });
  expect((await run('digest', '--data', data)).stdout).toBe(before);
  expect((await run('rebuild', 'nothing', '--data', data)).stderr).toContain('Allowed choices are ledgers, contents');
});

test('export and import give back the same ledgers, in either format', async () => {
  const data = join(folder, 'exporting');
  expect((await run('up', '--source', demoArchive, '--data', data, '--port', '0', '--exit-when-done')).code).toBe(0);
  const recording = join(folder, 'out.ndjson.gz');
  expect((await run('export', recording, '--format', 'ndjson', '--data', data)).code).toBe(0);
  const archive = join(folder, 'archive');
  expect((await run('import', recording, archive)).stdout).toBe(`${archive} ends with ledger ${demoLast}.\n`);
  const slice = join(folder, 'slice');
  expect((await run('export', slice, '--from', '50', '--to', '60', '--data', data)).code).toBe(0);
  expect((await run('export', slice, '--from', '50', '--to', '600', '--data', data)).stderr).toContain(
    'there is an archive here already',
  );
  const again = join(folder, 'again');
  expect((await run('up', '--source', archive, '--data', again, '--port', '0', '--exit-when-done')).code).toBe(0);
  expect((await run('digest', '--data', again)).stdout).toBe((await run('digest', '--data', data)).stdout);
});

test('what is wrong is said in one line, with what to do', async () => {
  expect((await run('up', '--source', '/nowhere', '--data', join(folder, 'x'))).stderr).toBe(
    'millrace: --source /nowhere: there is no such file or folder\n',
  );
  expect((await run('status', '--data', '/nowhere')).stderr).toContain('there is no such folder');
  expect((await run('up', '--port', '70000')).stderr).toContain('A port is a whole number from 0 to 65535');
  expect((await run('--help')).stdout).toContain('source ──produce──► event log');
});

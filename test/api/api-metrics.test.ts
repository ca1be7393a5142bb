import { WebSocket } from 'ws';
import { once } from 'node:events';
import { createApi, type ApiOptions } from '../../api/create-api';
import type { ApiServer } from '../../api/server';
import { Metrics } from '../../kit/metrics';
import type { TablesReader } from '../../store/read/tables-reader';
import { silent } from '../demo';
import { makeChain } from './support/chain';
import { demoReader } from './support/demo-reader';
import { valuesOf } from '../metrics-text';

let server: ApiServer | undefined;
afterEach(() => server?.close());

/** A real server, and what asks it. */
async function start(metrics: Metrics, options: Partial<ApiOptions> = {}): Promise<(body: string) => Promise<string>> {
  server = createApi({ reader: makeChain().reader, logger: silent, version: '0', metrics, ...options });
  const port = await server.listen(0, '127.0.0.1');
  return async (body) => (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).text();
}

const call = (method: string): string => JSON.stringify({ method });

test('calls are counted by method and outcome, errors by name, and timed', async () => {
  const metrics = new Metrics();
  const ask = await start(metrics);
  for (const method of ['ping', 'ping', 'account_info', 'fee']) await ask(call(method));
  expect(valuesOf(await metrics.text())).toMatchObject({
    'millrace_api_answers_total{method="ping",outcome="success"}': 2,
    'millrace_api_answers_total{method="account_info",outcome="error"}': 1,
    'millrace_api_answers_total{method="fee",outcome="error"}': 1,
    'millrace_api_errors_total{error="connectionError"}': 1,
    'millrace_api_request_seconds_count{method="ping"}': 2,
    'millrace_api_request_seconds_bucket{le="+Inf",method="ping"}': 2,
    millrace_api_calls_under_way: 0,
  });
});

test('names that clients make up share one series', async () => {
  const metrics = new Metrics();
  const ask = await start(metrics);
  for (let i = 0; i < 20; i++) await ask(call(`made_up_${i}`));
  const text = await metrics.text();
  expect(text).not.toContain('made_up');
  expect(valuesOf(text)).toMatchObject({
    'millrace_api_answers_total{method="other",outcome="error"}': 20,
    'millrace_api_errors_total{error="unknownCmd"}': 20,
  });
});

test('limits that are met are counted by which: as many as clients were told', async () => {
  const metrics = new Metrics();
  const ask = await start(metrics, { exempt: [], bounds: { requests: 3 } });
  const answers = [];
  for (let i = 0; i < 9; i++) answers.push(await ask(call('ping')));
  const refused = answers.filter((text) => text.includes('slowDown')).length;
  expect(refused).toBeGreaterThan(0);
  expect(valuesOf(await metrics.text())['millrace_api_limits_total{limit="refused"}']).toBe(refused);
});

test('connections that are not let in are counted', async () => {
  const metrics = new Metrics();
  server = createApi({
    reader: makeChain().reader,
    logger: silent,
    version: '0',
    metrics,
    exempt: [],
    bounds: { connections: 1 },
  });
  const url = `ws://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  const first = new WebSocket(url);
  await once(first, 'open');
  const [error] = (await once(new WebSocket(url), 'error')) as [Error];
  expect(error.message).toMatch(/hang up|ECONNRESET/);
  expect(valuesOf(await metrics.text())['millrace_api_limits_total{limit="connection"}']).toBe(1);
  first.close();
});

test('open WebSockets are counted, and memory and event-loop delay of the process are there', async () => {
  const metrics = new Metrics();
  server = createApi({ reader: makeChain().reader, logger: silent, version: '0', metrics });
  const socket = new WebSocket(`ws://127.0.0.1:${await server.listen(0, '127.0.0.1')}`);
  await once(socket, 'open');
  const found = valuesOf(await metrics.text());
  expect(found['millrace_api_websockets']).toBe(1);
  expect(found['process_resident_memory_bytes']).toBeGreaterThan(1e6);
  expect(found).toHaveProperty('nodejs_eventloop_lag_p99_seconds');
  socket.close();
});

test('reads are told apart by where they were found: the first from the tables, the next from memory', async () => {
  const metrics = new Metrics();
  const { reader, close } = await demoReader();
  const ask = await start(metrics, { reader, reads: (reader as TablesReader).counts });
  const body = JSON.stringify({ method: 'account_info', params: [{ account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh' }] });
  const reads = async (): Promise<Record<string, number>> => {
    expect(JSON.parse(await ask(body)).result.status).toBe('success');
    return valuesOf(await metrics.text());
  };
  const first = await reads();
  const second = await reads();
  const from = (where: string): string => `millrace_api_reads_total{from="${where}"}`;
  expect(first[from('block_tables')]).toBeGreaterThan(0);
  expect(second[from('block_tables')]).toBe(first[from('block_tables')]);
  expect(second[from('block_cache')]).toBeGreaterThan(first[from('block_cache')]!);
  expect(second[from('hot_state')]).toBe(0);
  await server?.close();
  server = undefined;
  await close();
});

import { alice, last, makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader, {}, undefined, [], 'rippled')));
afterAll(() => api.close());

const post = async (body: unknown, init?: RequestInit): Promise<[number, string]> => {
  const { status, text } = await api.post(typeof body === 'string' ? body : JSON.stringify(body), init);
  return [status, text];
};

it.each<[object | string, number, string]>([
  [{}, 400, 'Unable to parse request: '],
  ['[{"method":"ping"}]', 400, 'Unable to parse request: '],
  [
    '{"method":"ping"',
    400,
    "Unable to parse request: * Line 1, Column 17\n  Missing ',' or '}' in object declaration\n",
  ],
  [{ method: 'ping', params: [{ api_version: 'x' }, 2] }, 400, 'invalid_API_version'],
  [{ method: null, params: 5 }, 400, 'Null method'],
  [{ params: [{}] }, 400, 'Null method'],
  [{ method: {} }, 400, 'method is not string'],
  [{ method: '' }, 400, 'method is empty'],
  [{ method: 'ping', params: [''] }, 400, 'params unparseable'],
  [{ method: 'ping', params: [{}, {}] }, 400, 'params unparseable'],
  [{ method: 'ping', params: [{ ripplerpc: 2 }] }, 400, 'ripplerpc is not a string'],
  [{ method: 'stop', params: 5 }, 403, 'Forbidden'],
  [{ method: 'batch' }, 400, 'Malformed batch request'],
  [{ method: 'batch', params: {} }, 400, 'Malformed batch request'],
])('refuses %j with %d', async (body, status, text) => {
  expect(await post(body)).toEqual([status, `${text}\r\n`]);
});

it.each<[object | string]>([
  ['{"method":"ping"}x'],
  ['/* nothing */{"method":"ping"}'],
  [{ method: 'ping', params: null }],
  [{ method: 'ping', params: [null] }],
])('takes %j', async (body) => {
  expect((await post(body))[0]).toBe(200);
});

it('looks at no HTTP method but those of who looks around', async () => {
  const body = '{"method":"ping"}';
  expect((await post(body, { method: 'PUT', body }))[0]).toBe(200);
  const bodiless = (method: string): Promise<Response> => fetch(api.http, { method });
  expect(await (await bodiless('OPTIONS')).text()).toMatch(/^Unable to parse request: \* Line 1/);
  expect((await bodiless('HEAD')).status).toBe(400);
});

it('gives back what of JSON-RPC stands among the parameters, and not what stands above', async () => {
  const ask = async (method: string, params: object): Promise<unknown> =>
    JSON.parse((await post({ id: 1, jsonrpc: '2.0', method, params: [params] }))[1]);
  const { result, ...beside } = (await ask('ping', { id: null, jsonrpc: '1.0' })) as { result: object };
  expect(result).toEqual({ status: 'success' });
  expect(beside).toMatchObject({ id: null, jsonrpc: '1.0' });
  expect(await ask('nonsense', { id: [2] })).toMatchObject({ id: [2], result: { error: 'unknownCmd' } });
  expect(await ask('ping', {})).not.toHaveProperty('id');
});

it('shows no secret of a request', async () => {
  const [, text] = await post({ method: 'nonsense', params: [{ seed: 'abc', a: 1 }] });
  expect(JSON.parse(text).result.request).toEqual({ command: 'nonsense', seed: '<masked>', a: 1 });
  expect(await api.send('{"command":"nonsense","secret":"abc"}')).toMatchObject({ request: { secret: '<masked>' } });
});

it('knows no method when another one stands among the parameters', async () => {
  const [status, text] = await post({ method: 'ping', params: [{ method: 'random' }] });
  expect([status, JSON.parse(text).result]).toMatchObject([
    200,
    { error: 'unknownCmd', request: { method: 'random' } },
  ]);
});

it.each(['subscribe', 'unsubscribe'])('%s has no parameters that would do', async (method) => {
  expect(await api.call(method, { streams: ['ledger'] })).toMatchObject({ error: 'invalidParams' });
  expect(await api.call(method, { url: 'http://localhost/' })).toMatchObject({ error: 'noPermission' });
});

it('answers each call of a batch in its place', async () => {
  const calls = [
    { method: 'ping', id: 7 },
    { method: 'account_info', account: alice, ledger_index: last, params: [{ account: 'x' }] },
    { method: 'nonsense' },
    {},
    { method: 5 },
    { method: 'stop', a: 1 },
    { method: 'ping', api_version: 9 },
    1,
    { method: 'batch', params: [{ method: 'ping' }] },
  ];
  const [status, text] = await post({ method: 'batch', params: calls });
  expect(status).toBe(200);
  const error = (code: number, message: string) => ({ error: { error: { code, message } } });
  expect(JSON.parse(text)).toEqual([
    { result: { status: 'success' }, id: 7, warnings: expect.anything() },
    { result: expect.objectContaining({ ledger_index: last, status: 'success' }), warnings: expect.anything() },
    {
      result: expect.objectContaining({ error: 'unknownCmd', request: { command: 'nonsense', method: 'nonsense' } }),
      warnings: undefined,
    },
    error(-32601, 'Null method'),
    { method: 5, ...error(-32601, 'method is not string') },
    { method: 'stop', a: 1, ...error(-32605, 'Forbidden') },
    { request: { method: 'ping', api_version: 9 }, ...error(-32606, 'invalid_API_version') },
    { request: 1, ...error(-32601, 'Method not found') },
    { result: expect.objectContaining({ error: 'unknownCmd' }), warnings: undefined },
  ]);
  expect(await post({ method: 'batch', params: [] })).toEqual([200, '[]']);
});

it('takes no more calls in a batch than in one of JSON-RPC 2.0, and none that hold batches', async () => {
  const pings = Array.from({ length: 51 }, () => ({ method: 'ping' }));
  expect(await post({ method: 'batch', params: pings })).toEqual([400, 'A batch holds at most 50 calls']);
  const [, text] = await post([{ jsonrpc: '2.0', id: 1, method: 'batch', params: pings.slice(1) }]);
  expect(JSON.parse(text)).toMatchObject([{ id: 1, result: { error: 'invalidParams' } }]);
});

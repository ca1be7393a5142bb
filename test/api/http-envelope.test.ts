import { makeChain } from './support/chain';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader)));
afterAll(() => api.close());

const answer = async (body: string) => {
  const { status, text } = await api.post(body);
  return { status, ...JSON.parse(text) };
};

it('puts result and status inside result, and warnings beside it', async () => {
  const { type } = await api.post('{"method":"ping","params":[{}]}');
  expect(type).toBe('application/json');
  expect(await answer('{"method":"ping","params":[{}],"id":5}')).toEqual({
    status: 200,
    result: { status: 'success' },
    warnings: [expect.objectContaining({ id: 2001 }), expect.objectContaining({ id: 2002 })],
  });
});

it('echoes the request and its id with errors, in result, with status 200', async () => {
  const body = '{"id":[1,{"a":2}],"method":"nonsense","params":[{"big":18446744073709551615}]}';
  const { text } = await api.post(body);
  expect(text).toContain(`"request":${body}`);
  const { result, warnings } = JSON.parse(text);
  expect(result).toMatchObject({ error: 'unknownCmd', status: 'error', type: 'response', id: [1, { a: 2 }] });
  expect(warnings).toHaveLength(2);
});

it('does not echo an id of null', async () => {
  const { result } = await answer('{"id":null,"method":"nonsense"}');
  expect(result).not.toHaveProperty('id');
  expect(result.request).toEqual({ id: null, method: 'nonsense', params: [{}] });
});

it.each(['{}', 'null', '[]', '[{}]', '[null]', '""', '[""]'])('takes params of %s for none', async (params) => {
  expect(await answer(`{"method":"ping","params":${params}}`)).toMatchObject({ result: { status: 'success' } });
});

it.each([
  ['', 'Unable to parse JSON from the request'],
  ['[{"method":"ping"}]', 'Unable to parse JSON from the request'],
  ['{"method":"ping"', 'Unable to parse JSON from the request'],
  ['{}', 'Null method'],
  ['{"command":"ping"}', 'Null method'],
  ['{"method":null}', 'method is not string'],
  ['{"method":5}', 'method is not string'],
  ['{"method":""}', 'method is empty'],
  ['{"method":"ping","params":"x"}', 'params unparseable'],
  ['{"method":"ping","params":[{},{}]}', 'params unparseable'],
  ['{"method":"ping","params":[[]]}', 'params unparseable'],
  ['{"method":"ping","params":{"a":1}}', 'params unparseable'],
  ['{"method":"ping","params":[{"api_version":0}]}', 'invalid_API_version'],
  ['{"method":"ping","params":[{"api_version":4}]}', 'invalid_API_version'],
  ['{"method":"ping","params":[{"api_version":"1"}]}', 'invalid_API_version'],
  ['{"method":"ping","params":[{"api_version":null}]}', 'invalid_API_version'],
])('refuses %p in plain text with status 400', async (body, text) => {
  expect(await api.post(body)).toMatchObject({ status: 400, text });
});

it.each(['subscribe', 'unsubscribe'])('refuses %s, which needs a connection that lasts', async (method) => {
  expect(await answer(JSON.stringify({ method, params: [{ streams: ['ledger'] }] }))).toMatchObject({
    status: 400,
    result: { error: 'badSyntax', error_code: 1, request: { method } },
  });
});

it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
  const response = await fetch(api.http, { method });
  expect([response.status, await response.text()]).toEqual([400, 'Expected a POST request']);
});

it('answers on any path and whatever the content type', async () => {
  const response = await fetch(`${api.http}some/path?x`, {
    method: 'POST',
    body: '{"method":"ping"}',
    headers: { 'content-type': 'text/plain' },
  });
  expect(response.status).toBe(200);
});

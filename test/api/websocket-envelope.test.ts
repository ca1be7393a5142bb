import { makeChain } from './support/chain';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader)));
afterAll(() => api.close());

it('puts id, status and type beside result', async () => {
  expect(await api.send('{"id":"x","command":"ping","api_version":2}')).toEqual({
    id: 'x',
    api_version: 2,
    result: {},
    status: 'success',
    type: 'response',
    warnings: [expect.objectContaining({ id: 2001 }), expect.objectContaining({ id: 2002 })],
  });
});

it('puts errors at the top, with the request as it was sent', async () => {
  expect(await api.send('{"id":{},"command":"nonsense","a":[1]}')).toEqual({
    error: 'unknownCmd',
    error_code: 32,
    error_message: 'Unknown method.',
    status: 'error',
    type: 'response',
    id: {},
    request: { id: {}, command: 'nonsense', a: [1] },
    warnings: expect.any(Array),
  });
});

it('echoes neither id nor api_version when there is none', async () => {
  const answer = await api.send('{"id":null,"command":"ping"}');
  expect(Object.keys(answer).sort()).toEqual(['result', 'status', 'type', 'warnings']);
});

it('takes method for command, but not both', async () => {
  expect(await api.send('{"method":"ping"}')).toMatchObject({ status: 'success' });
  expect(await api.send('{"method":"ping","command":"ping"}')).toMatchObject({ error: 'missingCommand' });
});

it.each(['{}', '{"command":5}', '{"command":null}', '{"method":[]}'])('misses the command in %s', async (text) => {
  expect(await api.send(text)).toEqual({
    error: 'missingCommand',
    error_code: 6001,
    error_message: 'Method/Command is not specified or is not a string.',
    status: 'error',
    type: 'response',
    request: JSON.parse(text),
  });
});

it.each(['', '[]', 'null', 'not json', '{"command":"ping"}x'])('cannot read %p', async (text) => {
  expect(await api.send(text)).toEqual({
    error: 'badSyntax',
    error_code: 1,
    error_message: 'Syntax error.',
    status: 'error',
    type: 'response',
  });
});

it.each([
  [0, 'Requested API version is lower than minimum supported (1)'],
  [4, 'Requested API version is higher than maximum supported (3)'],
  [1.5, 'API version must be an integer'],
  ['1', 'API version must be an integer'],
  [null, 'API version must be an integer'],
])('refuses API version %j', async (api_version, error_message) => {
  const answer = await api.send(JSON.stringify({ command: 'ping', api_version }));
  expect(answer).toMatchObject({ error: 'invalid_API_version', error_code: 6000, error_message });
});

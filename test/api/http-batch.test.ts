import { alice, makeChain } from './support/chain';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader)));
afterAll(() => api.close());

const call = (id: unknown, method: string, params: object = {}) => ({ jsonrpc: '2.0', id, method, params: [params] });
const post = async (calls: unknown) => {
  const { status, text } = await api.post(JSON.stringify(calls));
  return { status, text };
};

it('answers each call as though it had come alone, under its id', async () => {
  const { status, text } = await post([
    call(1, 'account_info', { account: alice }),
    call('two', 'nonsense'),
    call([3], 'ping'),
  ]);
  expect(status).toBe(200);
  const [first, second, third, ...rest] = JSON.parse(text);
  const alone = JSON.parse((await post({ method: 'account_info', params: [{ account: alice }] })).text);
  expect(first).toEqual({ jsonrpc: '2.0', id: 1, ...alone });
  expect(second).toMatchObject({ id: 'two', result: { error: 'unknownCmd', request: call('two', 'nonsense') } });
  expect(third).toMatchObject({ id: [3], result: { status: 'success' } });
  expect(rest).toEqual([]);
});

it('says in place what is wrong with a call that comes to nothing', async () => {
  const { text } = await post([{ jsonrpc: '2.0', id: 1 }, call(2, 'subscribe'), call(3, 'ping')]);
  expect(JSON.parse(text)).toMatchObject([
    { id: 1, result: { error: 'invalidParams', error_message: 'Null method' } },
    { id: 2, result: { error: 'badSyntax' } },
    { id: 3, result: { status: 'success' } },
  ]);
});

it.each(['[]', '[1]', '[{"method":"ping"}]', '[{"jsonrpc":"2.0","method":"ping"},{"method":"ping"}]'])(
  'refuses %s as the peers do',
  async (body) => {
    expect(await api.post(body)).toMatchObject({ status: 400, text: 'Unable to parse JSON from the request' });
  },
);

it('refuses more calls than a batch holds', async () => {
  const { status, text } = await post(Array.from({ length: 51 }, (_, i) => call(i, 'ping')));
  expect([status, text]).toEqual([400, 'A batch holds at most 50 calls']);
});

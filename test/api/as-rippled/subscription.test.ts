import { makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';
import { stranger } from '../support/owner';

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader, {}, undefined, [], 'rippled')));
afterAll(() => api.close());

const book = { taker_gets: { currency: 'XRP' }, taker_pays: { currency: 'USD', issuer: stranger(1) } };

it.each<[string, object, string]>([
  ['subscribe', { streams: [5] }, 'malformedStream'],
  ['unsubscribe', { streams: [5] }, 'malformedStream'],
  ['subscribe', { streams: ['peer_status'] }, 'noPermission'],
  ['subscribe', { streams: ['ledger', 'peer_status', 'nonsense'] }, 'noPermission'],
  ['subscribe', { streams: ['nonsense', 'peer_status'] }, 'malformedStream'],
  ['subscribe', { url: 'http://localhost/', streams: 5 }, 'noPermission'],
  ['unsubscribe', { url: 'http://localhost/' }, 'noPermission'],
])('%s %j: %s', async (command, members, error) => {
  expect(await api.send(JSON.stringify({ command, ...members }))).toMatchObject({ error });
});

it.each<[string, object, object]>([
  ['unsubscribe', { streams: ['peer_status'] }, {}],
  ['subscribe', { streams: ['rt_transactions'] }, {}],
  ['subscribe', { books: [{ ...book, both: 1 }] }, {}],
  ['subscribe', { books: [{ ...book, snapshot: 'x' }] }, { offers: [] }],
  ['subscribe', { books: [{ ...book, state: true, both_sides: {} }] }, { offers: [] }],
  ['subscribe', { books: [{ ...book, state: [1], both_sides: -1 }] }, { asks: [], bids: [] }],
  ['unsubscribe', { books: [{ ...book, both: 'x', snapshot: 1 }] }, {}],
])('%s %j', async (command, members, result) => {
  const answer = await api.send(JSON.stringify({ command, ...members }));
  expect(answer).toMatchObject({ status: 'success' });
  expect(answer.result).toEqual(result);
});

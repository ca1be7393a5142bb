import { hex, makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

const chain = makeChain();
const newest = [chain.payment, chain.xrpOffer, chain.usdOffer, chain.failed].sort((a, b) => b.index - a.index);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader, {}, undefined, [], 'rippled')));
afterAll(() => api.close());
const history = async (params: object) => api.call('tx_history', params);

it('has the newest transactions, the newest first', async () => {
  const { index, txs } = await history({ start: 0 });
  expect(index).toBe(0);
  expect(txs.map(({ hash }: { hash: string }) => hash)).toEqual(newest.map(({ id }) => hex(id)));
  expect(txs.map((tx: object) => [tx])).toMatchObject(newest.map(() => [{ inLedger: 12, ledger_index: 12 }]));
});

it('begins after so many', async () => {
  const { index, txs } = await history({ start: 3 });
  expect([index, txs.map(({ hash }: { hash: string }) => hash)]).toEqual([3, [hex(newest[3]!.id)]]);
  expect((await history({ start: '4' })).txs).toEqual([]);
});

it.each<[object, string]>([
  [{}, 'invalidParams'],
  [{ start: 'x' }, 'internal'],
  [{ start: -1 }, 'internal'],
  [{ start: 10_001 }, 'noPermission'],
  [{ start: 0, api_version: 2 }, 'unknownCmd'],
])('answers %j %s', async (params, error) => {
  expect(await history(params)).toMatchObject({ error });
});

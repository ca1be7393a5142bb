import { amendmentNames, laterAmendments } from '../../../schemas/amendments';
import { amendmentId } from '../../../api/amendments';
import { amendments } from '../../../xrpl/keylets/singletons';
import { hex, last, makeChain } from '../support/chain';
import { blob } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [amm, checks] = [amendmentId('AMM'), amendmentId('Checks')].map(hex) as [string, string];
const chain = makeChain();
const Majorities = [{ Majority: { Amendment: checks, CloseTime: 1 } }];
chain.reader.change(last, amendments, blob({ LedgerEntryType: 'Amendments', Flags: 0, Amendments: [amm], Majorities }));

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const ask = (params: object) => api.call('feature', params);

it('tells of every amendment whether it is in force, at that ledger', async () => {
  const { features } = await ask({});
  expect(Object.keys(features).length).toBe(amendmentNames.length - laterAmendments.size);
  expect(features[amm]).toEqual({ name: 'AMM', enabled: true, supported: true });
  expect((await ask({ ledger_index: last - 1 })).features[amm].enabled).toBe(false);
});

it('names one that came after the peers from the moment that the ledger names it', async () => {
  const [later, soon] = (['MPTokensV1', 'Batch'] as const).map((name) => hex(amendmentId(name))) as [string, string];
  expect(await ask({ feature: 'MPTokensV1' })).toMatchObject({ error: 'badFeature' });
  const { reader } = makeChain();
  const named = [{ Majority: { Amendment: soon, CloseTime: 1 } }];
  const json = { LedgerEntryType: 'Amendments', Flags: 0, Amendments: [later], Majorities: named };
  reader.change(last, amendments, blob(json));
  const other = await runApi(reader);
  try {
    const { features } = await other.call('feature');
    expect([features[later].enabled, features[soon].enabled]).toEqual([true, false]);
  } finally {
    await other.close();
  }
});

it('does not take a majority for being in force', async () => {
  expect((await ask({ feature: 'Checks' }))[checks]).toMatchObject({ enabled: false });
});

it('finds one by its name or its id', async () => {
  for (const feature of ['AMM', amm, amm.toLowerCase()]) {
    expect(await ask({ feature })).toMatchObject({ [amm]: { name: 'AMM', enabled: true }, ledger_index: last });
  }
});

it('C#3011: knows the amendments whose code is long gone', async () => {
  expect(await ask({ feature: 'CryptoConditions' })).not.toHaveProperty('error');
});

it.each([
  [{ feature: 'Nonsense' }, 'badFeature'],
  [{ feature: 5 }, 'invalidParams'],
  [{ vetoed: true }, 'noPermission'],
])('refuses %j', async (params, error) => {
  expect(await ask(params)).toMatchObject({ error });
});

import { makeChain, closeTimeOf, hex, alice, type Chain } from './support/chain';
import { runApi, type RunningApi } from './support/running-api';
import { toIso } from '../../xrpl/time';

/** Ledgers 10 and 11, and 13: ledger 12 is not here, though rows of it are. */
let chain: Chain;
let api: RunningApi;

beforeAll(async () => {
  chain = makeChain();
  chain.reader.range = { first: 13, last: 13, earlier: [{ first: 10, last: 11 }] };
  api = await runApi(chain.reader);
});

afterAll(() => api.close());

it('says which ledgers are complete, gaps included', async () => {
  expect((await api.call('server_info')).info.complete_ledgers).toBe('10-11,13');
  expect(await api.call('ledger_range')).toMatchObject({ ledger_index_min: 13, ledger_index_max: 13 });
});

it.each([10, 11, 13])('answers about ledger %d', async (ledger_index) => {
  expect(await api.call('ledger', { ledger_index })).toMatchObject({ ledger_index, validated: true });
  expect(await api.call('account_info', { ledger_index, account: alice })).toMatchObject({ ledger_index });
});

it.each([9, 12, 14])('has no ledger %d', async (ledger_index) => {
  for (const method of ['ledger', 'ledger_data', 'account_info']) {
    expect(await api.call(method, { ledger_index, account: alice })).toMatchObject({ error: 'lgrNotFound' });
  }
});

it('has no ledger by the hash of one in the gap', async () => {
  const ledger_hash = hex(chain.ledger(12).hash);
  expect(await api.call('ledger', { ledger_hash })).toMatchObject({ error: 'lgrNotFound' });
});

it('has no transaction of a ledger in the gap, and says when not all was searched', async () => {
  const transaction = hex(chain.payment.id);
  expect(await api.call('tx', { transaction })).toMatchObject({ error: 'txnNotFound' });
  const searched = async (min_ledger: number, max_ledger: number) =>
    (await api.call('tx', { transaction, min_ledger, max_ledger })).searched_all;
  expect(await searched(10, 11)).toBe(true);
  expect(await searched(10, 13)).toBe(false);
  expect(await searched(12, 12)).toBe(false);
});

it('knows the last ledger closed by a date only where nothing is missing after it', async () => {
  const at = async (time: number) => api.call('ledger_index', { date: toIso(time) });
  expect(await at(closeTimeOf(10) + 3)).toMatchObject({ ledger_index: 10 });
  expect(await at(closeTimeOf(11))).toMatchObject({ ledger_index: 11 });
  expect(await at(closeTimeOf(11) + 3)).toMatchObject({ error: 'lgrNotFound' }); // 11, or one that is missing?
  expect(await at(closeTimeOf(13))).toMatchObject({ ledger_index: 13 });
  expect(await at(closeTimeOf(10) - 1)).toMatchObject({ error: 'lgrNotFound' });
});

it('searches the newest run that has any of the ledgers asked for', async () => {
  const searched: object[] = [];
  chain.reader.accountTransactions = async (query) => {
    searched.push({ from: query.from, to: query.to });
    return { transactions: [] };
  };
  const account_tx = (params: object) => api.call('account_tx', { account: alice, ...params });
  await account_tx({});
  await account_tx({ ledger_index_min: 10, ledger_index_max: 12 });
  await account_tx({ ledger_index_min: 10 });
  expect(searched).toEqual([
    { from: 13, to: 13 },
    { from: 10, to: 11 },
    { from: 13, to: 13 },
  ]);
  expect(await account_tx({ ledger_index_min: 12, ledger_index_max: 12 })).toMatchObject({ error: 'lgrIdxsInvalid' });
});

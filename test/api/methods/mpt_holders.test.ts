import { mptokenIssuance } from '../../../xrpl/keylets/mptoken';
import { first, hex, last, makeChain } from '../support/chain';
import { enable, holding, issuance, issuanceId } from '../support/mpts';
import { blob, id, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const issuer = stranger(0x70);
const holders = Array.from({ length: 7 }, (_, i) => stranger(i + 1));
const mpt = issuanceId(issuer, 5);
const destroyed = issuanceId(issuer, 6);
const before = { PreviousTxnID: '0'.repeat(64), PreviousTxnLgrSeq: first };
const chain = makeChain();
const change = (ledger: number, { key, json }: { key: Buffer; json: object }): void =>
  chain.reader.change(ledger, key, blob({ Flags: 0, ...before, ...json }));
change(10, issuance(issuer, 5));
change(10, issuance(issuer, 6));
for (const holder of holders) change(11, holding(mpt, holder, { MPTAmount: '20' }));
change(12, holding(mpt, holders[1]!, { MPTAmount: '9223372036854775807', LockedAmount: '3', Flags: 1 }));
change(12, holding(destroyed, holders[0]!));
chain.reader.change(13, holding(mpt, holders[4]!).key, null);
chain.reader.change(13, mptokenIssuance(destroyed), null);
enable(chain, 'MPTokensV1');

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const ask = (params: object) => api.call('mpt_holders', { mpt_issuance_id: hex(mpt), ...params });
const accounts = (answer: { mptokens: { account: string }[] }) => answer.mptokens.map(({ account }) => account);

it('shows who holds how much, without those who no longer do', async () => {
  const answer = await ask({});
  expect(answer).toMatchObject({ mpt_issuance_id: hex(mpt), limit: 50, ledger_index: last, validated: true });
  expect(accounts(answer)).toEqual(holders.filter((holder) => holder !== holders[4]));
  expect(answer.mptokens.slice(0, 2)).toEqual([
    { account: holders[0], flags: 0, mpt_amount: '20', mptoken_index: hex(holding(mpt, holders[0]!).key) },
    {
      account: holders[1],
      flags: 1,
      mpt_amount: '9223372036854775807',
      locked_amount: '3',
      mptoken_index: hex(holding(mpt, holders[1]!).key),
    },
  ]);
  expect(answer.marker).toBeUndefined();
});

it('answers as of any ledger', async () => {
  expect((await ask({ ledger_index: 10 })).mptokens).toEqual([]);
  const then = await ask({ ledger_index: 11 });
  expect(accounts(then)).toEqual(holders);
  expect(then.mptokens[1].mpt_amount).toBe('20');
});

it('shows every holder once, on pages of any size', async () => {
  for (const limit of [1, 2, 3, 100]) {
    const found: string[] = [];
    for (let marker: string | undefined; ;) {
      const page = await ask({ limit, ...(marker && { marker }) });
      found.push(...accounts(page));
      if (!page.marker) break;
      marker = page.marker as string;
    }
    expect(found).toEqual(holders.filter((holder) => holder !== holders[4]));
  }
});

it('can be asked about some accounts only (C#3180)', async () => {
  const some = [holders[5]!, holders[4]!, holders[0]!, holders[5]!];
  expect(accounts(await ask({ accounts: some }))).toEqual([holders[5], holders[0]]);
});

it.each([
  [{ mpt_issuance_id: undefined }, 'invalidParams', "Required field 'mpt_issuance_id' missing"],
  [{ mpt_issuance_id: 5 }, 'invalidParams', 'mpt_issuance_idNotString'],
  [{ mpt_issuance_id: 'x' }, 'invalidParams', 'mpt_issuance_idMalformed'],
  [{ mpt_issuance_id: '0'.repeat(48) }, 'objectNotFound', 'objectNotFound'],
  [{ mpt_issuance_id: hex(destroyed) }, 'objectNotFound', 'objectNotFound'],
  [{ marker: '0' }, 'invalidParams', 'markerMalformed'],
  [{ limit: 0 }, 'invalidParams', 'Invalid parameters.'],
  [{ accounts: 5 }, 'invalidParams', 'accountsNotArray'],
  [{ accounts: [] }, 'invalidParams', 'accountsMalformed'],
  [{ accounts: [5] }, 'invalidParams', 'accountsItemNotString'],
  [{ accounts: ['x'] }, 'invalidParams', 'accountsItemMalformed'],
  [{ accounts: [holders[0]], marker: hex(id(holders[0]!)) }, 'invalidParams', 'accountsWithMarker'],
])('refuses %j', async (params, error, error_message) => {
  expect(await ask(params)).toMatchObject({ error, error_message });
});

it('is not known before its amendment, as to the peers of that time', async () => {
  const earlier = await runApi(makeChain().reader);
  expect(await earlier.call('mpt_holders', { mpt_issuance_id: hex(mpt) })).toMatchObject({ error: 'unknownCmd' });
  await earlier.close();
});

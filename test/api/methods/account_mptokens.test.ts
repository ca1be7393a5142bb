import { hex, makeChain } from '../support/chain';
import { holding, issuanceId } from '../support/mpts';
import { addOwner, lineBetween, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [holder, issuer, other] = [0x80, 1, 2].map(stranger) as [string, string, string];
const mpts = Array.from({ length: 12 }, (_, i) => issuanceId(issuer, 100 + i));
const largest = '9223372036854775807';
const held = [
  holding(mpts[0]!, holder, { MPTAmount: largest, LockedAmount: '9007199254740993', Flags: 3 }),
  holding(mpts[1]!, holder),
  ...mpts.slice(2).map((mpt, i) => holding(mpt, holder, { MPTAmount: String(i + 1) })),
];
const chain = makeChain();
addOwner(chain, holder, [...held.slice(0, 3), lineBetween(holder, other, '1'), ...held.slice(3)]);
addOwner(chain, other);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const mptokens = (params: object) => api.call('account_mptokens', { account: holder, ...params });

it('shows what the account holds, amounts as text in base 10 (C#3139), and flags that are set', async () => {
  const answer = await mptokens({});
  expect(answer).toMatchObject({ account: holder, limit: 200, ledger_index: 13, validated: true });
  expect(answer.mptokens.length).toBe(12);
  expect(answer.mptokens[0]).toEqual({
    mpt_id: hex(held[0]!.key),
    account: holder,
    mpt_issuance_id: hex(mpts[0]!),
    mpt_amount: largest,
    locked_amount: '9007199254740993',
    mpt_locked: true,
    mpt_authorized: true,
  });
  expect(answer.mptokens[1]).toEqual({
    mpt_id: hex(held[1]!.key),
    account: holder,
    mpt_issuance_id: hex(mpts[1]!),
    mpt_amount: '0',
  });
});

it('walks what the account owns page by page', async () => {
  const first = await mptokens({ limit: 1 }); // brought up to 10
  expect(first.limit).toBe(10);
  expect(first.mptokens.length).toBe(9); // a trust line is on the page, too
  const second = await mptokens({ limit: 10, marker: first.marker });
  const ids = [...first.mptokens, ...second.mptokens].map((each: { mpt_issuance_id: string }) => each.mpt_issuance_id);
  expect(ids).toEqual(mpts.map(hex));
  expect(second.marker).toBeUndefined();
});

it.each([
  [{ account: 'x' }, 'actMalformed', 'accountMalformed'],
  [{ account: stranger(9) }, 'actNotFound', 'accountNotFound'],
  [{ limit: 0 }, 'invalidParams', 'Invalid parameters.'],
  [{ marker: 'x' }, 'invalidParams', 'Malformed cursor.'],
  [{ ledger_index: 99 }, 'lgrNotFound', 'ledgerNotFound'],
])('refuses %j', async (params, error, error_message) => {
  expect(await mptokens(params)).toMatchObject({ error, error_message });
});

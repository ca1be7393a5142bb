import { makeChain } from '../support/chain';
import { addOwner, lineBetween, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [account, gateway, one, two] = [0x80, 0x81, 1, 2].map(stranger) as [string, string, string, string];
const chain = makeChain();
addOwner(chain, account, [
  lineBetween(account, one, '1', { limit: '100' }),
  lineBetween(account, two, '1', { limit: '20', noRipple: true }),
  lineBetween(account, one, '1', { currency: 'EUR', limit: '3' }),
]);
addOwner(chain, gateway, [], 0x00800000);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const check = (params: object) => api.call('noripple_check', { account, ...params });

it('tells a user which lines ripple, and how to mend them', async () => {
  const answer = await check({ role: 'user', transactions: true });
  expect(answer.problems).toEqual([
    `You should probably set the no ripple flag on your USD line to ${one}`,
    `You should probably set the no ripple flag on your EUR line to ${one}`,
  ]);
  const mend = { TransactionType: 'TrustSet', Account: account, Fee: 10, Flags: 0x20000 };
  expect(answer.transactions).toEqual([
    { ...mend, Sequence: 5, LimitAmount: { currency: 'USD', issuer: one, value: '100' } },
    { ...mend, Sequence: 6, LimitAmount: { currency: 'EUR', issuer: one, value: '3' } },
  ]);
});

it('tells a gateway to ripple, by default and on every line', async () => {
  const answer = await check({ role: 'gateway', transactions: true });
  expect(answer.problems).toEqual([
    'You should immediately set your default ripple flag',
    `You should clear the no ripple flag on your USD line to ${two}`,
  ]);
  expect(answer.transactions).toMatchObject([
    { TransactionType: 'AccountSet', SetFlag: 8, Sequence: 5 },
    { TransactionType: 'TrustSet', Flags: 0x40000, Sequence: 6 },
  ]);
  expect((await check({ account: gateway, role: 'gateway' })).problems).toEqual([]);
  expect((await check({ account: gateway, role: 'user' })).problems[0]).toMatch(/even though you are not a gateway/);
});

it('counts problems of lines against the limit, and shows transactions only when asked', async () => {
  const answer = await check({ role: 'user', limit: 1 });
  expect(answer.problems.length).toBe(1);
  expect(answer).not.toHaveProperty('transactions');
});

it.each([
  [{}, "Required field 'role' missing"],
  [{ role: 'User' }, 'role field is invalid'],
  [{ role: 'user', transactions: 'x', api_version: 2 }, 'Invalid parameters.'],
])('refuses %j', async (params, error_message) => {
  expect(await check(params)).toMatchObject({ error: 'invalidParams', error_message });
});

import { makeChain } from '../support/chain';
import { addOwner, lineBetween, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [gateway, hot, holder, frozen, debtor] = [0x80, 1, 2, 3, 4].map(stranger) as [
  string,
  string,
  string,
  string,
  string,
];
const chain = makeChain();
addOwner(chain, gateway, [
  lineBetween(gateway, hot, '-10'),
  lineBetween(gateway, holder, '-2.5'),
  lineBetween(gateway, stranger(5), '-0.5'),
  lineBetween(gateway, stranger(5), '0', { currency: 'EUR' }),
  lineBetween(gateway, frozen, '-4', { freeze: true }),
  lineBetween(gateway, debtor, '7', { currency: 'EUR' }),
]);
const rich = stranger(0x90);
addOwner(chain, rich, [
  lineBetween(rich, holder, '-9999999999999999e80'),
  lineBetween(rich, frozen, '-9999999999999999e80'),
]);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const balances = (params: object) => api.call('gateway_balances', { account: gateway, ...params });

it('C#441: what the issuer owes is shown as what others hold, above zero', async () => {
  expect(await balances({ hotwallet: hot })).toMatchObject({
    account: gateway,
    obligations: { USD: '3' },
    balances: { [hot]: [{ currency: 'USD', value: '10' }] },
    frozen_balances: { [frozen]: [{ currency: 'USD', value: '4' }] },
    assets: { [debtor]: [{ currency: 'EUR', value: '7' }] },
    ledger_index: 13,
  });
  expect((await balances({})).obligations).toEqual({ USD: '13' });
});

it('C#464: a sum beyond the greatest amount is the greatest amount', async () => {
  expect((await balances({ account: rich })).obligations).toEqual({ USD: '9999999999999999e80' });
});

it.each([1, 2, 3])('C#1825, C#1832: a wrong hot wallet is the same error in API version %i', async (api_version) => {
  const notOne = { error: 'invalidHotWallet', error_code: 5004 };
  expect(await balances({ api_version, hotwallet: [hot, stranger(9)] })).toMatchObject(notOne);
  const malformed = { error: 'invalidParams', error_message: 'hotwalletMalformed' };
  for (const hotwallet of ['', 'x', [hot, 'x'], [1]]) {
    expect(await balances({ api_version, hotwallet })).toMatchObject(malformed);
  }
  const neither = { error: 'invalidParams', error_message: 'hotwalletNotStringOrArray' };
  for (const hotwallet of [1, {}, null]) expect(await balances({ api_version, hotwallet })).toMatchObject(neither);
});

it('leaves out what there is none of', async () => {
  const empty = stranger(0x70);
  addOwner(chain, empty);
  const answer = await balances({ account: empty });
  for (const name of ['obligations', 'balances', 'frozen_balances', 'assets']) expect(answer).not.toHaveProperty(name);
});

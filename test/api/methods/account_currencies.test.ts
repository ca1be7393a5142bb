import { makeChain } from '../support/chain';
import { addOwner, lineBetween, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [account, peer] = [0x80, 1].map(stranger) as [string, string];
const chain = makeChain();
addOwner(chain, account, [
  lineBetween(account, peer, '5', { currency: 'USD', limit: '10' }),
  lineBetween(account, peer, '10', { currency: 'EUR', limit: '10' }),
  lineBetween(account, peer, '0', { currency: 'JPY' }),
  lineBetween(account, peer, '-5', { currency: 'CHF', peerLimit: '5' }),
  lineBetween(account, peer, '-4', { currency: 'BTC', peerLimit: '5' }),
]);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());

it('receives up to its limit, and sends what it holds or may owe', async () => {
  expect(await api.call('account_currencies', { account })).toMatchObject({
    receive_currencies: ['BTC', 'CHF', 'USD'],
    send_currencies: ['BTC', 'EUR', 'USD'],
    ledger_index: 13,
    validated: true,
  });
});

it('refuses an account that is not there', async () => {
  expect(await api.call('account_currencies', { account: peer })).toMatchObject({ error: 'actNotFound' });
});

import { currencyBytes } from '../../../xrpl/currency';
import { accountRoot } from '../../../xrpl/keylets/account';
import { amm } from '../../../xrpl/keylets/amm';
import { XRP } from '../../../xrpl/keylets/asset';
import { closeTimeOf, hex, last, makeChain } from '../support/chain';
import { addOwner, blob, id, lineBetween, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [pool, issuer, voter, nobody] = [0x80, 1, 2, 3].map(stranger) as [string, string, string, string];
const share = { currency: '03930D02208264E2E40EC1B0C09E4DB96EE197B1', issuer: pool };
const usd = { currency: 'USD', issuer };
const key = amm(XRP, { currency: currencyBytes('USD')!, issuer: id(issuer) });
const chain = makeChain();
const before = { PreviousTxnID: '0'.repeat(64), PreviousTxnLgrSeq: last };
addOwner(chain, pool, [lineBetween(pool, issuer, '250')]);
const root = { Account: pool, Balance: '7000000', Flags: 0, OwnerCount: 1, Sequence: 0, AMMID: hex(key) };
chain.reader.change(last, accountRoot(id(pool)), blob({ LedgerEntryType: 'AccountRoot', ...root, ...before }));
addOwner(chain, issuer);
addOwner(chain, voter, [lineBetween(voter, pool, '40', { currency: share.currency })]);
const Expiration = closeTimeOf(last - 1) + 86_400 - 3 * 4320;
chain.reader.change(
  last,
  key,
  blob({
    LedgerEntryType: 'AMM',
    Flags: 0,
    OwnerNode: '0',
    Account: pool,
    Asset: { currency: 'XRP' },
    Asset2: usd,
    LPTokenBalance: { ...share, value: '100' },
    TradingFee: 500,
    VoteSlots: [{ VoteEntry: { Account: voter, TradingFee: 500, VoteWeight: 100000 } }],
    AuctionSlot: {
      Account: voter,
      Expiration,
      DiscountedFee: 50,
      Price: { ...share, value: '1.5' },
      AuthAccounts: [{ AuthAccount: { Account: issuer } }],
    },
  }),
);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const info = (params: object) => api.call('amm_info', params);
const byAssets = { asset: { currency: 'XRP' }, asset2: usd };

it('shows pool, shares, votes and auction slot', async () => {
  expect((await info(byAssets)).amm).toEqual({
    account: pool,
    amount: '7000000',
    amount2: { ...usd, value: '250' },
    asset2_frozen: false,
    lp_token: { ...share, value: '100' },
    trading_fee: 500,
    vote_slots: [{ account: voter, trading_fee: 500, vote_weight: 100000 }],
    auction_slot: {
      account: voter,
      time_interval: 3,
      price: { ...share, value: '1.5' },
      discounted_fee: 50,
      expiration: '2024-11-01T20:24:20.000000000+0000',
      auth_accounts: [{ account: issuer }],
    },
  });
});

it('is found by its assets in either order, shown in that order, and by its account', async () => {
  const turned = await info({ asset: usd, asset2: { currency: 'XRP' } });
  expect(turned.amm).toMatchObject({ amount: { ...usd, value: '250' }, amount2: '7000000', asset_frozen: false });
  expect((await info({ amm_account: pool })).amm).toMatchObject({ amount: '7000000' });
});

it("shows one holder's share", async () => {
  expect((await info({ ...byAssets, account: voter })).amm.lp_token).toEqual({ ...share, value: '40' });
  expect((await info({ ...byAssets, account: issuer })).amm.lp_token).toEqual({ ...share, value: '0' });
});

it.each([
  [{}, 'invalidParams'],
  [{ asset: usd }, 'invalidParams'],
  [{ ...byAssets, amm_account: pool }, 'invalidParams'],
  [{ asset: 'XRP', asset2: usd }, 'issueMalformed'],
  [{ asset: { currency: 'XRP', issuer }, asset2: usd }, 'issueMalformed'],
  [{ amm_account: nobody }, 'actMalformed'],
  [{ amm_account: issuer }, 'actNotFound'],
  [{ ...byAssets, account: nobody }, 'actNotFound'],
  [{ asset: { currency: 'XRP' }, asset2: { currency: 'EUR', issuer } }, 'actNotFound'],
])('refuses %j', async (params, error) => {
  expect(await info(params)).toMatchObject({ error });
});

import { nftokenBuyOffers } from '../../../xrpl/keylets/nftoken';
import { hex, makeChain } from '../support/chain';
import { addNftOffers, nft } from '../support/nft-offers';
import { runApi, type RunningApi } from '../support/running-api';

const chain = makeChain();
const keys = addNftOffers(chain, nftokenBuyOffers(nft), 70, 0);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const offers = (params: object) => api.call('nft_buy_offers', { nft_id: hex(nft), ...params });
const indexes = (answer: { offers: { nft_offer_index: string }[] }) =>
  answer.offers.map((each) => each.nft_offer_index);

it('shows every offer in the order of its directory', async () => {
  const answer = await offers({});
  expect(indexes(answer)).toEqual(keys);
  expect(answer.offers[0]).toMatchObject({ amount: '1', flags: 0 });
  expect(answer).not.toHaveProperty('marker');
});

it('goes on with the offer that the marker names, also on a later page', async () => {
  const first = await offers({ limit: 50 });
  expect(first).toMatchObject({ limit: 50, marker: keys[50] });
  expect(indexes(first)).toEqual(keys.slice(0, 50));
  const rest = await offers({ limit: 50, marker: first.marker });
  expect(indexes(rest)).toEqual(keys.slice(50));
  expect(rest).not.toHaveProperty('marker');
});

it('refuses a marker that is no offer for this token, and knows no token without offers', async () => {
  expect(await offers({ marker: '0'.repeat(64) })).toMatchObject({ error: 'invalidParams' });
  expect(await offers({ nft_id: '0'.repeat(64) })).toMatchObject({
    error: 'objectNotFound',
    error_message: 'notFound',
  });
});

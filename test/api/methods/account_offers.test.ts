import { bookBase, bookDirectory } from '../../../xrpl/keylets/book';
import { currencyBytes } from '../../../xrpl/currency';
import { XRP } from '../../../xrpl/keylets/asset';
import { offer } from '../../../xrpl/keylets/sequenced';
import { encodeQuality } from '../../../xrpl/quality';
import { parseAmount } from '../../../xrpl/amount';
import { hex, makeChain } from '../support/chain';
import { addOwner, id, lineBetween, stranger, type Entry } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [maker, issuer] = [0x80, 1].map(stranger) as [string, string];
const usd = (value: string) => ({ currency: 'USD', issuer, value });
const base = bookBase({ currency: currencyBytes('USD')!, issuer: id(issuer) }, XRP);
const offerOf = (Sequence: number, pays: string, gets: string, more: object = {}): Entry => ({
  key: offer(id(maker), Sequence),
  json: {
    LedgerEntryType: 'Offer',
    Account: maker,
    Sequence,
    TakerPays: usd(pays),
    TakerGets: gets,
    BookDirectory: hex(bookDirectory(base, encodeQuality(parseAmount('issued', pays), parseAmount('xrp', gets)))),
    BookNode: '0',
    OwnerNode: '0',
    ...more,
  },
});
const chain = makeChain();
addOwner(chain, maker, [
  ...Array.from({ length: 12 }, (_, i) => offerOf(i + 1, '3', '2000000')),
  lineBetween(maker, issuer, '1'),
  offerOf(20, '1', '1000000', { Flags: 0x20000, Expiration: 777 }),
]);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const offers = (params: object) => api.call('account_offers', { account: maker, ...params });

it('shows what stands, with its quality and when it ends', async () => {
  const answer = await offers({});
  expect(answer.offers.length).toBe(13);
  expect(answer.offers[0]).toEqual({
    flags: 0,
    seq: 1,
    taker_gets: '2000000',
    taker_pays: usd('3'),
    quality: '0.0000015',
  });
  expect(answer.offers[12]).toMatchObject({ flags: 0x20000, seq: 20, quality: '0.000001', expiration: 777 });
});

it('goes on where the marker says, the limit counting what was looked at', async () => {
  const page = await offers({ limit: 10 });
  expect(page.offers.length).toBe(10);
  const rest = await offers({ limit: 10, marker: page.marker });
  expect(rest.offers.map(({ seq }: { seq: number }) => seq)).toEqual([11, 12, 20]);
  expect(rest.marker).toBeUndefined();
});

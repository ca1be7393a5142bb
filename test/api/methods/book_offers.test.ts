import { accountRoot } from '../../../xrpl/keylets/account';
import { addBook, issuer, usd } from '../support/book';
import { last, makeChain, type Chain } from '../support/chain';
import { addOwner, blob, id, lineBetween, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [maker, other] = [0x80, 0x81].map(stranger) as [string, string];
const offers = [
  { maker, sequence: 1, gets: '10', pays: '20000000' },
  { maker, sequence: 2, gets: '10', pays: '10000000' },
  { maker: other, sequence: 1, gets: '3', pays: '4500000' },
  { maker: issuer, sequence: 1, gets: '100', pays: '400000000' },
];

function bookWith({ flags = 0, rate = 0, freeze = false }): Chain {
  const chain = makeChain();
  const root = { LedgerEntryType: 'AccountRoot', Account: issuer, Balance: '9000000', OwnerCount: 0, Sequence: 1 };
  const before = { PreviousTxnID: '0'.repeat(64), PreviousTxnLgrSeq: last };
  const fee = rate > 0 ? { TransferRate: rate } : {};
  chain.reader.change(last, accountRoot(id(issuer)), blob({ ...root, ...before, ...fee, Flags: flags }));
  addOwner(chain, maker, [lineBetween(maker, issuer, '15')]);
  // The line as its issuer sees it, so that the issuer's side is the frozen one.
  addOwner(chain, other, [lineBetween(issuer, other, '-8', { freeze })]);
  addBook(chain, offers);
  return chain;
}

const apis: RunningApi[] = [];
afterAll(() => Promise.all(apis.map((api) => api.close())));
async function ask(params: object, options: Parameters<typeof bookWith>[0] = {}) {
  const api = await runApi(bookWith(options).reader);
  apis.push(api);
  return api.call('book_offers', { taker_gets: usd('0'), taker_pays: { currency: 'XRP' }, ...params });
}

it('shows the best offers first, each with what is left of its owner once the better ones are taken', async () => {
  const { offers: shown } = await ask({});
  expect(shown.map(({ Account, Sequence }: { Account: string; Sequence: number }) => [Account, Sequence])).toEqual([
    [maker, 2],
    [other, 1],
    [maker, 1],
    [issuer, 1],
  ]);
  expect(shown[0]).toMatchObject({ owner_funds: '15', quality: '1000000' });
  expect(shown[0]).not.toHaveProperty('taker_gets_funded');
  // 5 of 15 are left for the second offer of the same owner, whose funds are told once.
  expect(shown[2]).toMatchObject({ taker_gets_funded: usd('5'), taker_pays_funded: '10000000', quality: '2000000' });
  expect(shown[2]).not.toHaveProperty('owner_funds');
  // An issuer can always deliver.
  expect(shown[3]).toMatchObject({ owner_funds: '100' });
  expect(shown[3]).not.toHaveProperty('taker_gets_funded');
});

it("takes the issuer's fee out of what owners have", async () => {
  const { offers: shown } = await ask({}, { rate: 1_250_000_000 });
  expect(shown[2]).toMatchObject({ taker_gets_funded: usd('2'), taker_pays_funded: '4000000' });
});

it('takes no fee from an issuer that takes the offers itself', async () => {
  const { offers: shown } = await ask({ taker: issuer }, { rate: 1_250_000_000 });
  expect(shown[2]).toMatchObject({ taker_gets_funded: usd('5'), taker_pays_funded: '10000000' });
  const api = apis.at(-1)!;
  const books = [{ taker_gets: usd('0'), taker_pays: { currency: 'XRP' }, snapshot: true, taker: issuer }];
  expect((await api.send(JSON.stringify({ command: 'subscribe', books }))).result.offers).toEqual(shown);
});

it('counts frozen lines, and every line of a frozen issuer, as nothing', async () => {
  const one = await ask({}, { freeze: true });
  expect(one.offers[0].owner_funds).toBe('15');
  expect(one.offers[1]).toMatchObject({ owner_funds: '0', taker_gets_funded: usd('0'), taker_pays_funded: '0' });
  const all = await ask({}, { flags: 0x00400000 });
  expect(all.offers[0]).toMatchObject({ owner_funds: '0', taker_gets_funded: usd('0') });
});

it('answers as many as were asked for', async () => {
  expect((await ask({ limit: 2 })).offers.length).toBe(2);
});

it.each([
  [{ taker_gets: { currency: 'XRP' } }, 'badMarket', 'badMarket'],
  [
    { taker_gets: { currency: 'USD' } },
    'dstIsrMalformed',
    "Invalid field 'taker_gets.issuer', expected non-XRP issuer.",
  ],
  [
    { taker_pays: { currency: 'XRP', issuer } },
    'srcIsrMalformed',
    "Unneeded field 'taker_pays.issuer' for XRP currency specification.",
  ],
  [{ taker_gets: { currency: 'TOOLONG', issuer } }, 'dstAmtMalformed', /malformed/],
  [{ taker_pays: { currency: '' } }, 'srcCurMalformed', /malformed/],
  [{ taker_gets: { issuer } }, 'invalidParams', "Required field 'currency' missing"],
  [{ taker_gets: 'XRP' }, 'invalidParams', 'Invalid parameters.'],
  [{ taker: 'x' }, 'invalidParams', "Invalid field 'taker'."],
])('refuses %j', async (params, error, message) => {
  const answer = await ask(params);
  expect(answer.error).toBe(error);
  if (message instanceof RegExp) expect(answer.error_message).toMatch(message);
  else expect(answer.error_message).toBe(message);
});

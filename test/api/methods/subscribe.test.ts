import { first, hex, last, makeChain, alice } from '../support/chain';
import { Listener } from '../support/listener';
import { runApi, type RunningApi } from '../support/running-api';

const chain = makeChain();
let api: RunningApi;
let listener: Listener;
beforeAll(async () => {
  api = await runApi(chain.reader);
  listener = await Listener.connect(api.ws);
});
afterAll(async () => {
  await listener.end();
  await api.close();
});

it('answers the newest ledger to who subscribes to ledgers', async () => {
  const { result } = await listener.ask({ command: 'subscribe', streams: ['ledger'] });
  expect(result).toMatchObject({
    ledger_index: last,
    ledger_hash: hex(chain.ledger(last).hash),
    fee_base: 10,
    reserve_base: 1_000_000,
    reserve_inc: 200_000,
    validated_ledgers: `${first}-${last}`,
  });
});

it.each([
  [{ streams: ['transactions', 'book_changes', 'validations', 'manifests', 'transactions_proposed'] }],
  [{ accounts: [alice], accounts_proposed: [alice] }],
  [{ books: [{ taker_pays: { currency: 'XRP' }, taker_gets: { currency: 'USD', issuer: alice }, both: true }] }],
  // As at Clio: the messages come over the connection, not to an address of the client's choice.
  [{ url: 'http://192.0.2.1/', streams: ['book_changes'] }],
  [{}],
])('takes %j', async (request) => {
  expect(await listener.ask({ command: 'subscribe', ...request })).toMatchObject({ status: 'success', result: {} });
});

const usd = { currency: 'USD', issuer: alice };
const xrp = { currency: 'XRP' };

it.each([
  [{ streams: 'ledger' }, 'invalidParams', 'streamsNotArray'],
  [{ streams: [5] }, 'invalidParams', 'streamNotString'],
  [{ streams: ['nonsense'] }, 'malformedStream', 'Stream malformed.'],
  [{ streams: ['server'] }, 'notSupported', 'Operation not supported.'],
  [{ accounts: alice }, 'invalidParams', 'accountsNotArray'],
  [{ accounts: [] }, 'actMalformed', 'accounts malformed.'],
  [{ accounts: [5] }, 'invalidParams', "accounts'sItemNotString"],
  [{ accounts_proposed: ['x'] }, 'actMalformed', "accounts_proposed'sItemMalformed"],
  [{ books: {} }, 'invalidParams', 'booksNotArray'],
  [{ books: [5] }, 'invalidParams', 'booksItemNotObject'],
  [{ books: [{}] }, 'invalidParams', "Missing field 'taker_pays'"],
  [{ books: [{ taker_pays: xrp, taker_gets: 'x' }] }, 'invalidParams', "Field 'taker_gets' is not an object"],
  [{ books: [{ taker_pays: xrp, taker_gets: usd, both: 1 }] }, 'invalidParams', 'bothNotBool'],
  [{ books: [{ taker_pays: xrp, taker_gets: usd, snapshot: 'x' }] }, 'invalidParams', 'snapshotNotBool'],
  [{ books: [{ taker_pays: xrp, taker_gets: usd, taker: 'x' }] }, 'badIssuer', 'Issuer account malformed.'],
  [{ books: [{ taker_pays: xrp, taker_gets: xrp }] }, 'badMarket', 'badMarket'],
  [
    { books: [{ taker_pays: xrp, taker_gets: { currency: 'USD' } }] },
    'dstIsrMalformed',
    "Invalid field 'taker_gets.issuer', expected non-XRP issuer.",
  ],
  [
    { books: [{ taker_pays: { ...xrp, issuer: alice }, taker_gets: usd }] },
    'srcIsrMalformed',
    "Unneeded field 'taker_pays.issuer' for XRP currency specification.",
  ],
])('refuses %j', async (request, error, error_message) => {
  expect(await listener.ask({ command: 'subscribe', ...request })).toMatchObject({ error, error_message });
});

it('has nothing to send messages over with HTTP', async () => {
  const { status, text } = await api.post(JSON.stringify({ method: 'subscribe', params: [{ streams: ['ledger'] }] }));
  expect([status, JSON.parse(text).result.error]).toEqual([400, 'badSyntax']);
});

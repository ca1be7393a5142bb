import { encodeAccountId } from '../../../xrpl/base58';
import { first, hex, last, makeChain, alice } from '../support/chain';
import { Listener } from '../support/listener';
import { runApi, type RunningApi } from '../support/running-api';

/* eslint-disable @typescript-eslint/no-explicit-any */

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

it('is bounded: so many topics and histories of one connection, so many books with their offers in one request', async () => {
  const bounded = await Listener.connect(api.ws);
  const accounts = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, i) => {
      const id = Buffer.alloc(20);
      id.writeUInt32BE(from + i);
      return encodeAccountId(id);
    });
  const subscribe = (members: object): Promise<any> => bounded.ask({ command: 'subscribe', ...members });
  const refused = { error: 'invalidParams', error_message: 'Too many subscriptions.' };
  expect(await subscribe({ accounts: accounts(0, 10_001) })).toMatchObject(refused);
  expect(await subscribe({ accounts: accounts(0, 10_000) })).toMatchObject({ status: 'success' });
  expect(await subscribe({ streams: ['ledger'] })).toMatchObject(refused);
  // What it listens to already is no more than it was.
  expect(await subscribe({ accounts: accounts(0, 10_000) })).toMatchObject({ status: 'success' });
  await bounded.ask({ command: 'unsubscribe', accounts: accounts(0, 1) });
  expect(await subscribe({ streams: ['ledger'] })).toMatchObject({ status: 'success' });
  const histories = accounts(0, 101).map((account) => subscribe({ account_history_tx_stream: { account } }));
  expect((await Promise.all(histories)).map(({ status }) => status)).toEqual([...Array(100).fill('success'), 'error']);
  const book = { taker_pays: { currency: 'XRP' }, taker_gets: usd, snapshot: true };
  expect(await subscribe({ books: Array(101).fill(book) })).toMatchObject({
    error_message: 'Too many books at once.',
  });
  await bounded.end();
});

it('has nothing to send messages over with HTTP', async () => {
  const { status, text } = await api.post(JSON.stringify({ method: 'subscribe', params: [{ streams: ['ledger'] }] }));
  expect([status, JSON.parse(text).result.error]).toEqual([400, 'badSyntax']);
});

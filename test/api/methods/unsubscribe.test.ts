import { ArchiveSource } from '../../../producers/archive-source';
import { encodeAccountId } from '../../../xrpl/base58';
import { affectedAccounts } from '../../../xrpl/transaction/affected-accounts';
import { demoArchive } from '../../demo';
import { GrowingLedgers } from '../support/growing-ledgers';
import { Listener } from '../support/listener';
import { runApi, type RunningApi } from '../support/running-api';

let ledgers: GrowingLedgers;
let api: RunningApi;
let witness: Listener;
let listener: Listener;
beforeAll(async () => {
  ledgers = await GrowingLedgers.open(new ArchiveSource(demoArchive));
  await ledgers.growTo(40);
  api = await runApi(ledgers.reader);
  [witness, listener] = [await Listener.connect(api.ws), await Listener.connect(api.ws)];
  await witness.ask({ command: 'subscribe', streams: ['transactions'] });
});
afterAll(async () => {
  await witness.end();
  await listener.end();
  await api.close();
  await ledgers.close();
});

let told = 0;
/** Lets the chain grow, and waits until all of it is told. */
async function grow(from: number, to: number): Promise<void> {
  await ledgers.growTo(to);
  for (let ledger = from; ledger <= to; ledger += 1) told += (await ledgers.reader.transactions(ledger)).length;
  await witness.until(({ messages }) => messages.length >= told);
  await listener.settled();
}

it('ends what it names, and nothing else', async () => {
  const busy = await busiestAccount();
  const request = { streams: ['ledger', 'transactions'], accounts: [busy] };
  await listener.ask({ command: 'subscribe', ...request });
  await grow(41, 50);
  const kinds = (): string[] => [...new Set(listener.messages.map(({ type }) => type))];
  expect(kinds()).toEqual(['ledgerClosed', 'transaction']);
  const both = listener.messages.length;

  expect(await listener.ask({ command: 'unsubscribe', streams: ['transactions'] })).toMatchObject({ result: {} });
  listener.messages.length = 0;
  await grow(51, 60);
  expect(kinds()).toEqual(['ledgerClosed', 'transaction']);
  expect(listener.messages.length).toBeLessThan(both);
  for (const { transaction, meta } of listener.messages.filter(({ type }) => type === 'transaction')) {
    expect(JSON.stringify([transaction, meta])).toContain(busy);
  }

  await listener.ask({ command: 'unsubscribe', ...request });
  listener.messages.length = 0;
  await grow(61, 70);
  expect(listener.messages).toEqual([]);
});

it('is as strict as subscribe, but for what only snapshots need', async () => {
  const ask = (request: object) => listener.ask({ command: 'unsubscribe', ...request });
  expect(await ask({ streams: ['nonsense'] })).toMatchObject({ error: 'malformedStream' });
  expect(await ask({ accounts: [] })).toMatchObject({ error: 'actMalformed', error_message: 'accounts malformed.' });
  const book = { taker_pays: { currency: 'XRP' }, taker_gets: { currency: 'USD', issuer: await busiestAccount() } };
  expect(await ask({ books: [{ ...book, snapshot: 'x', taker: 'x' }] })).toMatchObject({ result: {} });
  expect(await ask({ books: [{ ...book, both: 1 }] })).toMatchObject({ error_message: 'bothNotBool' });
});

async function busiestAccount(): Promise<string> {
  const counts = new Map<string, number>();
  for (let ledger = 20; ledger <= 40; ledger += 1) {
    for (const { transaction, metadata } of await ledgers.reader.transactions(ledger)) {
      for (const account of affectedAccounts(transaction, metadata)) {
        const address = encodeAccountId(account);
        counts.set(address, (counts.get(address) ?? 0) + 1);
      }
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]![0];
}

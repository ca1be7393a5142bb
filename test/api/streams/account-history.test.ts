import { ArchiveSource } from '../../../producers/archive-source';
import { demoArchive } from '../../demo';
import { GrowingLedgers } from '../support/growing-ledgers';
import { Listener } from '../support/listener';
import { runApi, type RunningApi } from '../support/running-api';

/* eslint-disable @typescript-eslint/no-explicit-any */

const gateway = 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq';
const genesis = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
const now = 60;

let ledgers: GrowingLedgers;
let api: RunningApi;
let client: Listener;

beforeEach(async () => {
  ledgers = await GrowingLedgers.open(new ArchiveSource(demoArchive));
  await ledgers.growTo(now);
  api = await runApi(ledgers.reader);
  client = await Listener.connect(api.ws);
});

afterEach(async () => {
  await client.end();
  await api.close();
  await ledgers.close();
});

const subscribe = (account: unknown, api_version = 1): Promise<any> =>
  client.ask({ command: 'subscribe', api_version, account_history_tx_stream: { account } });
const leave = (account: string, members = {}): Promise<any> =>
  client.ask({ command: 'unsubscribe', account_history_tx_stream: { account, ...members } });

const indexOf = (message: any): number => message.account_history_tx_index;
const past = (): any[] => client.messages.filter((message) => indexOf(message) < 0);
const news = (): any[] => client.messages.filter((message) => indexOf(message) >= 0);
const hashesOf = (messages: any[]): string[] => messages.map(({ hash, transaction }) => hash ?? transaction.hash);
const isFirst = (message: any): boolean => message.account_history_tx_first === true;

/** Ids of what `account_tx` has of these ledgers, newest first. */
async function history(account: string, from: number, to: number): Promise<string[]> {
  const ids: string[] = [];
  let marker: unknown;
  do {
    const request = { account, limit: 1000, ledger_index_min: from, ledger_index_max: to, marker };
    const found = await api.call('account_tx', request);
    ids.push(...found.transactions.map(({ tx }: any) => tx.hash));
    marker = found.marker;
  } while (marker !== undefined);
  return ids;
}

/** Numbers that go on without a gap, and a mark on the last message about each ledger. */
function expectWhole(messages: any[], first: number, step: number): void {
  expect(messages.map(indexOf)).toEqual(messages.map((_, i) => first + i * step || 0));
  for (const [i, message] of messages.entries()) {
    const next = messages[i + 1];
    const isLast = next?.ledger_index !== message.ledger_index;
    expect([i, message.account_history_boundary]).toEqual([i, isLast ? true : undefined]);
  }
}

it('tells a history newest first, up to the transaction that created the account', async () => {
  expect(await subscribe(gateway)).toMatchObject({ status: 'success', result: {} });
  await client.until(() => past().some(isFirst));
  const whole = await history(gateway, 3, now);
  expect(whole.length).toBeGreaterThan(100); // more than is read at a time
  expect(hashesOf(past())).toEqual(whole);
  expect(past().filter(isFirst)).toEqual([past().at(-1)]);
  expectWhole(past(), -1, -1);
  expect(past()[0]).toMatchObject({ type: 'transaction', validated: true, status: 'closed', meta: expect.any(Object) });
});

it('goes on with what happens from then on', async () => {
  await subscribe(gateway, 2);
  await client.until(() => past().some(isFirst));
  await ledgers.growTo(now + 10);
  const whole = (await history(gateway, now + 1, now + 10)).reverse();
  await client.until(() => news().length === whole.length);
  await client.settled();
  expect(whole.length).toBeGreaterThan(5);
  expect(hashesOf(news())).toEqual(whole);
  expectWhole(news(), 0, 1);
  expect(news()[0]).toMatchObject({ tx_json: { TransactionType: expect.any(String) }, hash: expect.any(String) });
});

it('says of an account that is yet to be that the first news is its first transaction', async () => {
  await subscribe('rJNWmH2Vd6Jg5MdhZFzMDjTbEP3wqKcJod'); // created in the next ledger
  await ledgers.growTo(now + 1);
  await client.until(() => news().length > 0);
  expect(past()).toEqual([]);
  expect(news().map(isFirst)).toEqual(news().map((_, i) => i === 0));
});

it('ends the history of the first account of all with its first transaction', async () => {
  await subscribe(genesis);
  await client.until(() => past().some(isFirst));
  expect(past().find(isFirst).transaction).toMatchObject({ Account: genesis, Sequence: 1 });
});

it('stops with history alone or with everything', async () => {
  await subscribe(gateway);
  await client.until(() => past().length > 0);
  await leave(gateway, { stop_history_tx_only: true });
  const had = past().length;
  await ledgers.growTo(now + 5);
  const count = (await history(gateway, now + 1, now + 5)).length;
  await client.until(() => news().length === count);
  expect(past().length).toBeLessThanOrEqual(had + 1); // one may have been on its way
  await leave(gateway);
  await ledgers.growTo(now + 10);
  await client.settled();
  expect(news().length).toBe(count);
  expect(await subscribe(gateway)).toMatchObject({ status: 'success' });
});

it('is told once to a connection', async () => {
  await subscribe(gateway);
  expect(await subscribe(gateway)).toMatchObject({ error: 'invalidParams', error_code: 31 });
});

it('does not run ahead of a client that reads slowly', async () => {
  await client.end();
  await api.close();
  api = await runApi(ledgers.reader, { queue: { messages: 150, bytes: 1 << 30 } });
  client = await Listener.connect(api.ws);
  const whole = await history(gateway, 3, now);
  expect(whole.length).toBeGreaterThan(150);
  const answered = subscribe(gateway);
  client.socket.pause();
  await new Promise((wait) => setTimeout(wait, 500));
  client.socket.resume();
  await answered;
  await client.until(() => past().length === whole.length || client.closed !== undefined);
  expect(client.closed).toBeUndefined();
});

it.each([[5], [undefined], ['x']])('refuses the account %j', async (account) => {
  expect(await subscribe(account)).toMatchObject({ error: 'invalidParams', error_code: 31 });
});

it('refuses what is no object, and a stop that is neither yes nor no', async () => {
  const answer = await client.ask({ command: 'subscribe', account_history_tx_stream: gateway });
  expect(answer).toMatchObject({ error: 'invalidParams' });
  expect(await leave(gateway, { stop_history_tx_only: 1 })).toMatchObject({ error: 'invalidParams' });
});

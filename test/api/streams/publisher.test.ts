import { ArchiveSource } from '../../../producers/archive-source';
import { demoArchive, demoLast } from '../../demo';
import { makeChain } from '../support/chain';
import { GrowingLedgers } from '../support/growing-ledgers';
import { Listener } from '../support/listener';
import { runApi, type RunningApi } from '../support/running-api';

/* eslint-disable @typescript-eslint/no-explicit-any */

let ledgers: GrowingLedgers;
let apis: RunningApi[];
const listeners: Listener[] = [];

beforeEach(async () => {
  ledgers = await GrowingLedgers.open(new ArchiveSource(demoArchive));
  await ledgers.growTo(40);
  apis = [];
});

afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.end();
  for (const api of apis) await api.close();
  await ledgers.close();
});

async function serve(limits = {}): Promise<RunningApi> {
  const api = await runApi(ledgers.reader, limits);
  apis.push(api);
  return api;
}

async function listen(api: RunningApi, request: object): Promise<Listener> {
  const listener = await Listener.connect(api.ws);
  listeners.push(listener);
  expect(await listener.ask({ command: 'subscribe', ...request })).toMatchObject({ status: 'success' });
  return listener;
}

const all = { streams: ['ledger', 'transactions'] };
const ledgersOf = (listener: Listener): number[] =>
  listener.messages.filter(({ type }) => type === 'ledgerClosed').map(({ ledger_index }) => ledger_index);
const hashesOf = (listener: Listener): string[] =>
  listener.messages
    .filter(({ type }) => type === 'transaction')
    .map(({ hash, transaction }) => hash ?? transaction.hash);
const closed = (ledger: number) => (listener: Listener) => ledgersOf(listener).includes(ledger);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The transactions of these ledgers, from the tables. */
async function stored(from: number, to: number): Promise<string[]> {
  const found = await Promise.all(range(from, to).map((ledger) => ledgers.reader.transactions(ledger)));
  return found.flat().map(({ id }) => id.toString('hex').toUpperCase());
}

/** Everything about ledgers up to this one has come: a later message has. */
async function complete(listener: Listener, ledger: number): Promise<void> {
  await ledgers.visible(ledger);
  const count = (await stored(41, ledger)).length;
  await listener.until((it) => closed(ledger)(it) && hashesOf(it).length >= count);
  await listener.settled();
}

it('tells each ledger once and in order, also when many become visible at once (C#680, C#1134, C#1415)', async () => {
  const listener = await listen(await serve(), all);
  await ledgers.endConsumer();
  await ledgers.append(100);
  ledgers.startConsumer();
  await complete(listener, 100);
  expect(ledgersOf(listener)).toEqual(range(41, 100));
  expect(hashesOf(listener)).toEqual(await stored(41, 100));
  for (const { type, ledger_index } of listener.messages.slice(0, 50)) {
    expect(['ledgerClosed', 'transaction']).toContain(type);
    expect(ledger_index).toBeGreaterThan(40);
  }
});

it('goes on without a gap when the consumer was away (C#1624)', async () => {
  const listener = await listen(await serve(), all);
  await ledgers.growTo(50);
  await ledgers.endConsumer();
  await ledgers.append(60);
  await complete(listener, 50);
  ledgers.startConsumer();
  await complete(listener, 60);
  expect(ledgersOf(listener)).toEqual(range(41, 60));
  expect(hashesOf(listener)).toEqual(await stored(41, 60));
});

it('tells the same from each of two servers', async () => {
  const both = [await listen(await serve(), all), await listen(await serve(), all)];
  await ledgers.growTo(70);
  for (const listener of both) await complete(listener, 70);
  expect(hashesOf(both[0]!)).toEqual(await stored(41, 70));
  expect(both[1]!.messages).toEqual(both[0]!.messages);
});

it('begins with the ledger after the one that the answer names', async () => {
  const api = await serve();
  await listen(api, all);
  // While ledgers come, clients do.
  const late: { listener: Listener; named: number }[] = [];
  for (const ledger of range(41, 60)) {
    const grown = ledgers.growTo(ledger);
    const listener = await Listener.connect(api.ws);
    listeners.push(listener);
    const answer = await listener.ask({ command: 'subscribe', ...all });
    expect(answer.result.ledger_index).toBeLessThanOrEqual(ledger);
    late.push({ listener, named: answer.result.ledger_index });
    await grown;
  }
  await ledgers.growTo(61);
  const toldLast = (await stored(61, 61)).at(-1);
  for (const { listener, named } of late) {
    await listener.until((it) => hashesOf(it).includes(toldLast!));
    expect(ledgersOf(listener)).toEqual(range(named + 1, 61));
    expect(hashesOf(listener)).toEqual(await stored(named + 1, 61));
  }
});

it('gives each connection the shape of its API version (C#1133, C#3010)', async () => {
  const api = await serve();
  const first = await listen(api, all);
  const second = await listen(api, { ...all, api_version: 2 });
  await ledgers.growTo(50);
  for (const listener of [first, second]) await complete(listener, 50);
  expect(hashesOf(second)).toEqual(hashesOf(first));
  const of = (listener: Listener): any => listener.messages.find(({ type }) => type === 'transaction');
  expect(of(first)).toMatchObject({ transaction: { hash: expect.any(String) }, engine_result: expect.any(String) });
  expect(of(first)).not.toHaveProperty('tx_json');
  expect(of(second)).toMatchObject({ hash: expect.any(String), tx_json: { Account: expect.any(String) } });
  expect(of(second).tx_json).not.toHaveProperty('hash');
});

it('drops a client that does not read, says so, and lets a fast one miss nothing', async () => {
  const api = await serve({ queue: { messages: 20, bytes: 1 << 30 } });
  const fast = await listen(api, all);
  const slow = await listen(api, { streams: [...all.streams, 'transactions_proposed'] });
  // Its kernel still takes what fits into the socket's buffers, but it reads none of it.
  slow.socket.pause();
  const grown = ledgers.growTo(demoLast);
  // It has a moment to read why, and on a busy machine that is over before all ledgers are told.
  while (!api.logged.some(({ message }) => message === 'a subscriber is dropped')) {
    await new Promise((wait) => setTimeout(wait, 5));
  }
  slow.socket.resume();
  await slow.until(({ closed }) => closed !== undefined);
  expect(slow.closed).toEqual({ code: 1008, reason: 'too slow: too many messages wait to be read' });
  await grown;
  await complete(fast, demoLast);
  expect(hashesOf(fast)).toEqual(await stored(41, demoLast));
  expect(api.logged.filter(({ message }) => message === 'a subscriber is dropped')).toMatchObject([
    { level: 'warn', fields: { code: 1008 } },
  ]);
});

it('closes connections rather than leave a gap when far too many ledgers come at once', async () => {
  const { reader } = makeChain();
  const api = await runApi(reader);
  apis.push(api);
  const listener = await listen(api, all);
  reader.range = { first: 10, last: 1000 };
  await listener.until(({ closed }) => closed !== undefined);
  expect(listener.closed).toEqual({ code: 1013, reason: '987 ledgers came at once: subscribe again' });
});

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { registry } from '../../consumers/registry';
import { requestRebuild } from '../../consumers/rebuild';
import { Runner } from '../../consumers/runner';
import { ArchiveHistory } from '../../log/archive/archive-history';
import { ArchiveLog } from '../../log/archive/archive-log';
import { issuerNfts, nftOwners } from '../../schemas/tables/nfts';
import { viewNames } from '../../schemas/views';
import { LmdbHotState } from '../../store/lmdb/lmdb-hot-state';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import type { Reader } from '../../store/read/reader';
import { TablesReader } from '../../store/read/tables-reader';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { transactionId } from '../../xrpl/hash';
import { demoArchive, demoFirst, demoLast, demoLedgers, silent, temporaryFolder } from '../demo';
import { addStretch, append, stretchOf } from '../stretches';

const folder = temporaryFolder();
const closing: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of closing) await each.close();
});

const tipBase = 120;
const [low, middle] = [
  { base: demoFirst - 1, last: 60 },
  { base: 60, last: tipBase },
];

let ledgers: LedgerDiff[][];
let plain: Reader;
let keys: Buffer[];
let nfts: Buffer[];
let issuers: Buffer[];

class Node {
  readonly tip: ArchiveLog;
  readonly history: ArchiveHistory;
  readonly store: LmdbStore;
  readonly hot: LmdbHotState;
  readonly said: unknown[] = [];

  constructor(name: string) {
    this.tip = new ArchiveLog(join(folder, name, 'log'));
    this.history = new ArchiveHistory(join(folder, name, 'history'));
    this.store = new LmdbStore(join(folder, name, 'tables'));
    this.hot = new LmdbHotState(join(folder, name, 'hot'));
    closing.push(this.store, this.hot);
  }

  async consume(): Promise<void> {
    const { tip: log, history, store, hot } = this;
    const logger = { ...silent, error: (about: unknown) => void this.said.push(about) };
    const runner = await Runner.open({ log, history, store, hot, views: registry, logger });
    await runner.run({ follow: false });
  }

  reader(): TablesReader {
    return new TablesReader(this.store, { hot: this.hot });
  }
}

/** A node that began at ledger `tipBase`. */
async function startNode(name: string): Promise<Node> {
  const node = new Node(name);
  await append(node.tip, stretchOf(ledgers, { base: tipBase, last: demoLast }));
  return node;
}

beforeAll(async () => {
  ledgers = await demoLedgers();
  const whole = new LmdbStore(join(folder, 'whole'));
  closing.push(whole);
  const runner = await Runner.open({ log: new ArchiveLog(demoArchive), store: whole, views: registry, logger: silent });
  await runner.run({ follow: false });
  plain = new TablesReader(whole);
  const found = new Map(ledgers.flat().flatMap(({ objects }) => objects.map(({ key }) => [key.toString('hex'), key])));
  keys = [...found.values()].filter((_, place) => place % 5 === 0);
  nfts = await distinct(whole, nftOwners, 'nft');
  issuers = await distinct(whole, issuerNfts, 'issuer');
  expect(nfts.length).toBeGreaterThan(20);
});

async function distinct(store: LmdbStore, table: typeof nftOwners | typeof issuerNfts, column: string) {
  const found = new Map<string, Buffer>();
  for await (const row of store.scan(table as typeof nftOwners)) {
    const value = (row as never)[column] as Buffer;
    found.set(value.toString('hex'), value);
  }
  return [...found.values()];
}

/** Comparing megabytes of buffers one by one takes jest seconds. */
const digest = (facts: unknown): string => createHash('sha256').update(serialize(facts)).digest('hex');

/** Everything that can be asked of the state at a ledger, and of the ledger itself. */
async function factsAt(reader: Reader, at: number): Promise<Record<string, unknown>> {
  return {
    at,
    ledger: await reader.ledger(at),
    transactions: digest(await reader.transactions(at)),
    diff: digest(await reader.diff(at)),
    objects: digest(await reader.objects(keys, at)),
    walk: digest(await reader.objectsAfter(Buffer.alloc(32), at, 100_000)),
  };
}

const histories = async (reader: Reader, at: number): Promise<object> => ({
  owners: await Promise.all(nfts.map((nft) => reader.nftOwner(nft, at))),
  deaths: await Promise.all(keys.map((key) => reader.deletedIn(key, at))),
});

async function issued(reader: Reader): Promise<string[]> {
  const found: string[] = [];
  for (const issuer of issuers) {
    for (let after: Parameters<Reader['issuedNfts']>[2]; ;) {
      const page = await reader.issuedNfts(issuer, undefined, after, 3);
      found.push(...page.map(({ nft, ledger }) => `${nft.toString('hex')} ${ledger}`));
      if (page.length < 3) break;
      after = page.at(-1);
    }
  }
  return found;
}

/** The numbers `first` to `last`, some of them. */
const some = (first: number, last: number): number[] => [first, first + 7, last];

test('beside a gap, each run answers from what it knows, and nothing of the other', async () => {
  const node = await startNode('gap');
  await node.consume();
  await addStretch(node.history, ledgers, low);
  await node.consume();
  const reader = node.reader();
  expect(await reader.visibleRange()).toEqual({
    first: tipBase + 1,
    last: demoLast,
    earlier: [{ first: demoFirst, last: low.last }],
  });
  for (const at of [...some(demoFirst, low.last), ...some(tipBase + 1, demoLast)]) {
    expect(await factsAt(reader, at)).toEqual(await factsAt(plain, at));
  }
  expect(digest(await histories(reader, low.last))).toEqual(digest(await histories(plain, low.last)));
  // Who owns what was there when the upper run began is known, and nothing of what was burned before.
  let unknown = 0;
  for (const nft of nfts) {
    const [here, there] = [await reader.nftOwner(nft, tipBase + 20), await plain.nftOwner(nft, tipBase + 20)];
    if (there?.burned && there.ledgerIndex <= tipBase) {
      expect(here).toBeUndefined();
      unknown++;
    } else expect(here && [here.owner, here.burned]).toEqual(there && [there.owner, there.burned]);
  }
  expect(unknown).toBeGreaterThan(0);
  // What the gap or the lower run deleted is not told as a death of the upper one.
  for (const key of keys) expect((await reader.deletedIn(key, demoLast)) ?? Infinity).toBeGreaterThan(tipBase);
});

test('a stretch is visible once it is whole, and once it meets another the two are one', async () => {
  const node = await startNode('grows');
  await addStretch(node.history, ledgers, middle, middle.last - 20);
  await node.consume();
  const tipOnly = { first: tipBase + 1, last: demoLast };
  expect(await node.reader().visibleRange()).toEqual(tipOnly);
  // Rows of what is not visible yet change nothing.
  for (const at of some(tipBase + 1, demoLast))
    expect(await factsAt(node.reader(), at)).toEqual(await factsAt(plain, at));
  // Whole, but what lies between is not: it waits.
  await addStretch(node.history, ledgers, low);
  await node.consume();
  expect(await node.reader().visibleRange()).toEqual(tipOnly);
  await addStretch(node.history, ledgers, middle);
  await node.consume();
  const reader = node.reader();
  expect(await reader.visibleRange()).toEqual({ first: demoFirst, last: demoLast });
  for (const at of [...some(demoFirst, 60), ...some(61, tipBase), ...some(tipBase + 1, demoLast)]) {
    expect(await factsAt(reader, at)).toEqual(await factsAt(plain, at));
  }
  for (const at of [60, 61, tipBase, tipBase + 20]) {
    expect(digest(await histories(reader, at))).toEqual(digest(await histories(plain, at)));
  }
  expect(await issued(reader)).toEqual(await issued(plain));
  for (const { transaction } of ledgers.flat().flatMap(({ transactions }) => transactions)) {
    const id = transactionId(transaction);
    expect((await reader.transactionById(id))?.ledgerIndex).toBe((await plain.transactionById(id))!.ledgerIndex);
  }
});

test('a rebuild takes history in', async () => {
  const node = await startNode('rebuilt');
  await addStretch(node.history, ledgers, middle);
  await addStretch(node.history, ledgers, low, low.last - 5);
  await node.consume();
  for (const view of viewNames) await requestRebuild(node.store, view);
  await node.consume();
  expect(await node.reader().visibleRange()).toEqual({ first: 61, last: demoLast });
  await addStretch(node.history, ledgers, low);
  await node.consume();
  const reader = node.reader();
  expect(await reader.visibleRange()).toEqual({ first: demoFirst, last: demoLast });
  for (const at of [demoFirst, 40, 60, 61, tipBase, tipBase + 1, demoLast]) {
    expect(await factsAt(reader, at)).toEqual(await factsAt(plain, at));
  }
});

test('a stretch of another chain is not shown', async () => {
  const node = await startNode('forged');
  const { log } = await node.history.begin(middle);
  const forged = stretchOf(ledgers, middle);
  const end = forged.pop()![0]!;
  await append(log, [...forged, [{ ...end, hash: Buffer.alloc(32, 1) }]]);
  await node.consume();
  expect(await node.reader().visibleRange()).toEqual({ first: tipBase + 1, last: demoLast });
  expect(node.said).toEqual([{ first: middle.base + 1, last: middle.last }]);
});

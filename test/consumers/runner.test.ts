import { join } from 'node:path';
import { registry } from '../../consumers/registry';
import { requestRebuild } from '../../consumers/rebuild';
import { Runner } from '../../consumers/runner';
import type { View } from '../../consumers/view';
import { ArchiveLog } from '../../log/archive/archive-log';
import type { EventLog } from '../../log/port';
import { watermark } from '../../schemas/tables/bookkeeping';
import { viewNames, viewTables } from '../../schemas/views';
import { combineDigests, digestTables } from '../../store/digest';
import { currentGenerations, tableOf } from '../../store/generations';
import { put } from '../../store/port';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { TablesReader } from '../../store/read/tables-reader';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { transactionId } from '../../xrpl/hash';
import { demoArchive, demoLast, demoLedgers, silent, temporaryFolder } from '../demo';

const folder = temporaryFolder();
const log = new ArchiveLog(demoArchive);
const stores: LmdbStore[] = [];
function newStore(name: string): LmdbStore {
  const store = new LmdbStore(join(folder, name));
  stores.push(store);
  return store;
}
afterAll(async () => {
  for (const store of stores) await store.close();
});

async function consume(store: LmdbStore, from: EventLog = log, views: readonly View[] = registry): Promise<void> {
  const runner = await Runner.open({ log: from, store, views, logger: silent });
  await runner.run({ follow: false });
}
const digestOf = async (store: LmdbStore): Promise<string> => combineDigests(await digestTables(store));

let undisturbed: LmdbStore;
let expected: string;
let ledgers: LedgerDiff[][];
beforeAll(async () => {
  undisturbed = newStore('undisturbed');
  await consume(undisturbed);
  expected = await digestOf(undisturbed);
  ledgers = await demoLedgers();
});

test('every ledger of the log becomes visible', async () => {
  expect(await new TablesReader(undisturbed).visibleRange()).toEqual({ first: 3, last: demoLast });
});

test('the tables hold exactly what the log says', async () => {
  const reader = new TablesReader(undisturbed);
  const state = new Map<string, Buffer>();
  for (const [segment] of ledgers) {
    const { ledgerIndex, kind, objects, transactions, hash, header } = segment!;
    for (const { key, blob } of objects) {
      if (blob) state.set(key.toString('hex'), blob);
      else state.delete(key.toString('hex'));
    }
    if (kind === 'state') continue;
    expect(await reader.ledger(ledgerIndex)).toEqual({ ledgerIndex, hash, header });
    expect(await reader.ledgerIndexOfHash(hash)).toBe(ledgerIndex);
    const found = await reader.transactions(ledgerIndex);
    expect(found.map(({ index }) => index)).toEqual(transactions.map((_, i) => i));
    expect(found.every(({ transaction }, i) => transaction.equals(transactions[i]!.transaction))).toBe(true);
    expect(found.every(({ metadata }, i) => metadata.equals(transactions[i]!.metadata))).toBe(true);
    const diff = await reader.diff(ledgerIndex);
    expect(diff.length).toBe(objects.length);
    expect(
      diff.every(
        ({ key, blob }, i) =>
          key.equals(objects[i]!.key) && (blob ? blob.equals(objects[i]!.blob!) : objects[i]!.blob === null),
      ),
    ).toBe(true);
    // The whole state, by walking it as ledger_data does, at some ledgers.
    if (ledgerIndex % 50 !== 0 && ledgerIndex !== demoLast) continue;
    const keys: Buffer[] = [];
    for (let after = Buffer.alloc(32); ;) {
      const page = await reader.keysAfter(after, ledgerIndex, 100);
      keys.push(...page);
      if (page.length < 100) break;
      after = page.at(-1)! as typeof after;
    }
    expect(keys.map((key) => key.toString('hex'))).toEqual([...state.keys()].sort());
    const blobs = await reader.objects(keys, ledgerIndex);
    expect(blobs.every((blob, i) => blob!.equals(state.get(keys[i]!.toString('hex'))!))).toBe(true);
  }
});

test('a transaction is found by its id, and an unknown one is not', async () => {
  const reader = new TablesReader(undisturbed);
  for (const [segment] of ledgers.slice(40, 60)) {
    for (const [index, { transaction }] of segment!.transactions.entries()) {
      const id = transactionId(transaction);
      expect(await reader.transactionById(id)).toMatchObject({ ledgerIndex: segment!.ledgerIndex, index });
      const stranger = Buffer.from(id);
      stranger[31]! ^= 1; // shares the stored prefix
      expect(await reader.transactionById(stranger)).toBeUndefined();
    }
  }
});

test('consuming the log again changes nothing', async () => {
  const store = newStore('twice');
  await consume(store);
  for (const [segment] of ledgers.slice(50, 120)) {
    await store.write(registry.flatMap((view) => view.rows(segment!)));
  }
  expect(await digestOf(store)).toBe(expected);
});

test('ledgers written in any order give the same tables', async () => {
  const store = newStore('shuffled');
  const order = ledgers
    .map(([segment]) => segment!)
    .sort((a, b) => ((a.ledgerIndex * 7919) % 217) - ((b.ledgerIndex * 7919) % 217));
  for (let i = 0; i < order.length; i += 20) {
    await store.write(order.slice(i, i + 20).flatMap((segment) => registry.flatMap((view) => view.rows(segment))));
  }
  expect(await digestOf(store)).toBe(expected);
});

test('ledgers cut into segments give the same rows but for the blocks they are packed in', async () => {
  const store = newStore('segments');
  const segmented: EventLog = {
    ...log,
    first: () => log.first(),
    end: () => log.end(),
    writer: () => log.writer(),
    read: (options) => cut(log.read(options)),
  };
  await consume(store, segmented);
  const reader = new TablesReader(store);
  const whole = new TablesReader(undisturbed);
  expect(await reader.visibleRange()).toEqual({ first: 3, last: demoLast });
  for (const ledgerIndex of [60, 100, 215]) {
    const content = async (of: TablesReader): Promise<string> =>
      JSON.stringify([await of.transactions(ledgerIndex), await of.diff(ledgerIndex)]);
    expect(await content(reader)).toBe(await content(whole));
  }
});

/** Every ledger in segments of at most five transactions and five objects. */
async function* cut(segments: AsyncIterable<LedgerDiff>): AsyncGenerator<LedgerDiff> {
  for await (const whole of segments) {
    const parts = Math.max(1, Math.ceil(Math.max(whole.transactions.length, whole.objects.length) / 5));
    for (let i = 0; i < parts; i++) {
      yield {
        ...whole,
        segment: i,
        last: i === parts - 1,
        firstTransaction: Math.min(i * 5, whole.transactions.length),
        transactions: whole.transactions.slice(i * 5, i * 5 + 5),
        firstObject: Math.min(i * 5, whole.objects.length),
        objects: whole.objects.slice(i * 5, i * 5 + 5),
      };
    }
  }
}

test('a view that fails stops the run, shows nothing beyond it, and the next run goes on', async () => {
  const store = newStore('failing');
  const failing = registry.map((view): View =>
    view.name !== 'state'
      ? view
      : {
          ...view,
          rows: (segment) => {
            if (segment.ledgerIndex === 150) throw new Error('no room left');
            return view.rows(segment);
          },
        },
  );
  await expect(consume(store, log, failing)).rejects.toThrow('no room left');
  expect((await new TablesReader(store).visibleRange())?.last ?? 0).toBeLessThan(150);
  await consume(store);
  expect(await digestOf(store)).toBe(expected);
});

test('a stop between progress and watermark hides nothing for ever', async () => {
  const store = newStore('between');
  await consume(store);
  await store.write([
    { table: watermark, delete: { name: 'visible' } }, // it only rises
    put(watermark, { name: 'visible', first: 3, last: 100 }),
  ]);
  expect(await new TablesReader(store).visibleRange()).toEqual({ first: 3, last: 100 });
  await consume(store);
  expect(await new TablesReader(store).visibleRange()).toEqual({ first: 3, last: demoLast });
});

test('nothing is visible without the state that ledgers build on', async () => {
  const store = newStore('no-state');
  const later: EventLog = {
    ...log,
    first: () => log.first(),
    end: () => log.end(),
    writer: () => log.writer(),
    read: (options) => log.read({ ...options, from: Math.max(options.from, 100) }),
  };
  await consume(store, later);
  expect(await new TablesReader(store).visibleRange()).toBeUndefined();
});

test('every view is rebuilt while requests go on: the same answers throughout, the same tables at the end', async () => {
  const store = newStore('rebuild');
  await consume(store);
  const reader = new TablesReader(store, { cacheBytes: 0 });
  const id = transactionId(ledgers[98]![0]!.transactions[0]!.transaction);
  const account = (await reader.transactionById(id))!.transaction.subarray(-20);
  const sample = async (): Promise<string> => {
    const keys = await reader.keysAfter(Buffer.alloc(32), 180, 20);
    return JSON.stringify([
      await reader.ledger(100),
      (await reader.transactions(100)).length,
      await reader.transactionById(id),
      await reader.accountTransactions({ account, from: 3, to: 215, forward: false, limit: 50 }),
      await reader.objects(keys, 180),
      await reader.diff(120),
      await reader.visibleRange(),
    ]);
  };
  const before = await sample();
  // Twice: a view can be rebuilt any number of times.
  for (const generation of [2, 3]) {
    let asked = 0;
    let stop = false;
    const asking = (async () => {
      for (; !stop; asked++) {
        expect(await sample()).toBe(before);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    asking.catch(() => undefined); // awaited below
    for (const view of viewNames) expect(await requestRebuild(store, view)).toBe(generation);
    await consume(store);
    stop = true;
    await asking;
    expect(asked).toBeGreaterThan(5);
    expect(Object.values(await currentGenerations(store))).toEqual(viewNames.map(() => generation));
    expect(await digestOf(store)).toBe(expected);
    for (const table of Object.values(viewTables).flat()) {
      expect((await store.size(tableOf(table, generation - 1))).rows).toBe(0);
    }
  }
});

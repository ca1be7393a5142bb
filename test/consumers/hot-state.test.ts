import { join } from 'node:path';
import { registry } from '../../consumers/registry';
import { Runner } from '../../consumers/runner';
import { ArchiveLog } from '../../log/archive/archive-log';
import type { EventLog } from '../../log/port';
import { deletionsKept } from '../../store/hot-state';
import { LmdbHotState } from '../../store/lmdb/lmdb-hot-state';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import type { TableStore } from '../../store/port';
import { TablesReader } from '../../store/read/tables-reader';
import { demoArchive, demoLast, silent, temporaryFolder } from '../demo';

const folder = temporaryFolder();
const log = new ArchiveLog(demoArchive);
let store: LmdbStore;
const opened: LmdbHotState[] = [];
function hotState(name: string): LmdbHotState {
  const hot = new LmdbHotState(join(folder, name));
  opened.push(hot);
  return hot;
}

/** The log up to a ledger, as it was before more was published. */
const logUntil = (to: number): EventLog => ({
  first: () => log.first(),
  end: () => log.end(),
  read: (options) => log.read({ ...options, to }),
  writer: () => Promise.reject(new Error('not written to')),
});

async function consume(tables: TableStore, hot: LmdbHotState, from: EventLog = log): Promise<void> {
  const runner = await Runner.open({ log: from, store: tables, views: registry, logger: silent, hot });
  await runner.run({ follow: false });
}

/** Every key of that ledger with its object, as a walk finds them. */
async function stateAt(reader: TablesReader, ledgerIndex: number): Promise<string[]> {
  const found: string[] = [];
  for (let after = Buffer.alloc(32); ;) {
    const keys = await reader.keysAfter(after, ledgerIndex, 700);
    const blobs = await reader.objects(keys, ledgerIndex);
    found.push(...keys.map((key, i) => `${key.toString('hex')} ${blobs[i]!.toString('base64')}`));
    if (keys.length < 700) return found;
    after = keys.at(-1)! as typeof after;
  }
}

/** A table store that counts what is read of it. */
function counting(inner: LmdbStore): { store: TableStore; ranges: () => number } {
  let ranges = 0;
  const proxy = new Proxy(inner, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      if (name === 'range') ranges++;
      return member.bind(target) as unknown;
    },
  });
  return { store: proxy, ranges: () => ranges };
}

let hot: LmdbHotState;
beforeAll(async () => {
  store = new LmdbStore(join(folder, 'tables'));
  hot = hotState('hot');
  await consume(store, hot);
});
afterAll(async () => {
  await store.close();
  for (const each of opened) await each.close();
});

test('with the hot state every ledger reads as without it', async () => {
  const [plain, quick] = [new TablesReader(store), new TablesReader(store, { hot })];
  for (const ledger of [3, 40, 101, 180, demoLast]) {
    expect(await stateAt(quick, ledger)).toEqual(await stateAt(plain, ledger));
  }
});

test('it holds the newest ledger whole: its objects are read without the tables', async () => {
  const { ledgerIndex } = hot.extent()!;
  expect(ledgerIndex).toBe(demoLast);
  const { store: counted, ranges } = counting(store);
  const reader = new TablesReader(counted, { hot });
  const keys = await reader.keysAfter(Buffer.alloc(32), demoLast, 500);
  const before = ranges();
  expect((await reader.objects(keys, demoLast)).every((blob) => blob !== undefined)).toBe(true);
  expect(await reader.object(Buffer.alloc(32, 7), demoLast)).toBeUndefined();
  expect(ranges()).toBe(before);
});

test('while it is ahead of what is visible, the visible ledger reads as before', async () => {
  const late = new LmdbStore(join(folder, 'late'));
  const ahead = hotState('ahead');
  await consume(late, ahead, logUntil(150));
  const expected = await stateAt(new TablesReader(late), 150);
  for await (const segment of log.read({ from: 151, to: 190 })) {
    const objects = new Map(
      segment.objects.map(({ key, blob }) => [key.toString('latin1'), { ledger: segment.ledgerIndex, blob }]),
    );
    await ahead.apply(objects, { ...ahead.extent()!, ledgerIndex: segment.ledgerIndex, hash: segment.hash });
  }
  expect(await stateAt(new TablesReader(late, { hot: ahead }), 150)).toEqual(expected);
  // Its newest ledger is not in the tables, as after a crash of another kind: it is not believed, but filled again.
  await consume(late, ahead, logUntil(150));
  expect(ahead.extent()).toMatchObject({ ledgerIndex: 150, since: 150 });
  expect(await stateAt(new TablesReader(late, { hot: ahead }), 150)).toEqual(expected);
  await late.close();
});

test('thrown away, it is filled from the tables, and goes on from there', async () => {
  const tables = new LmdbStore(join(folder, 'refilled'));
  await consume(tables, hotState('gone'), logUntil(120));
  const again = hotState('again');
  await consume(tables, again, logUntil(160));
  expect(again.extent()).toMatchObject({ ledgerIndex: 160, since: 120 });
  const [plain, quick] = [new TablesReader(tables), new TablesReader(tables, { hot: again })];
  for (const ledger of [100, 119, 120, 140, 160]) {
    expect(await stateAt(quick, ledger)).toEqual(await stateAt(plain, ledger));
  }
  await tables.close();
});

test('deletions are forgotten in time, unless the key has come back', async () => {
  const brief = hotState('brief');
  const [gone, back] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const name = (key: Buffer): string => key.toString('latin1');
  const at = (ledgerIndex: number) => ({
    ledgerIndex,
    hash: Buffer.alloc(32, 9),
    since: Math.max(5, ledgerIndex - deletionsKept),
  });
  await brief.apply(new Map([gone, back].map((key) => [name(key), { ledger: 10, blob: null }])), at(10));
  await brief.apply(new Map([[name(back), { ledger: 12, blob: Buffer.from('back') }]]), at(12));
  expect(brief.get(gone)).toEqual({ ledger: 10, blob: null });
  await brief.apply(new Map(), at(11 + deletionsKept));
  expect(brief.get(gone)).toBeUndefined();
  expect(brief.get(back)).toEqual({ ledger: 12, blob: Buffer.from('back') });
  expect(brief.after(Buffer.alloc(32), 10).length).toBe(1);
});

test('a key that comes back in the very batch in which its deletion is forgotten stays', async () => {
  const hot = hotState('returning');
  const key = Buffer.alloc(32, 3);
  const name = key.toString('latin1');
  const hash = Buffer.alloc(32, 9);
  await hot.apply(new Map([[name, { ledger: 10, blob: null }]]), { ledgerIndex: 10, hash, since: 5 });
  const back = { ledger: 600, blob: Buffer.from('back') };
  await hot.apply(new Map([[name, back]]), { ledgerIndex: 600, hash, since: 88 });
  expect(hot.get(key)).toEqual(back);
});

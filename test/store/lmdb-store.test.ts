import { join } from 'node:path';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { temporaryFolder } from '../demo';
import { defineTable } from '../../schemas/table';
import { put } from '../../store/port';
import { storeSuite } from './suite';

const upgrades = temporaryFolder();

describe('LMDB', () => {
  const folder = temporaryFolder();
  const opened: LmdbStore[] = [];
  const open = (): LmdbStore => {
    const store = new LmdbStore(join(folder, 'tables'));
    opened.push(store);
    return store;
  };
  storeSuite(async () => {
    const store = open();
    const reopen = async (): Promise<LmdbStore> => {
      await store.close();
      return open();
    };
    return { store, reopen };
  });
  afterAll(async () => {
    await opened.at(-1)?.close();
  });
});

test('while a release that has more columns comes in, old and new processes read what either has written', async () => {
  const path = join(upgrades, 'upgraded');
  const key = { name: 'grown', partition: { id: 'u32' }, clustering: { at: 'u16' } } as const;
  const before = defineTable({ ...key, values: { count: 'u32' } });
  const after = defineTable({ ...key, values: { count: 'u32', kind: 'u8', note: 'text', hash: 'hash64' } });
  const [old, released] = [new LmdbStore(path), new LmdbStore(path)];
  const hash = Buffer.alloc(8, 7);
  await old.write([put(before, { id: 1, at: 1, count: 5 })]);
  await released.write([put(after, { id: 1, at: 2, count: 6, kind: 3, note: 'new', hash })]);
  await old.write([put(before, { id: 1, at: 3, count: 0 })]);
  const none = { kind: 0, note: '', hash: Buffer.alloc(0) };
  expect(await released.range(after, { id: 1 })).toEqual([
    { id: 1, at: 1, count: 5, ...none },
    { id: 1, at: 2, count: 6, kind: 3, note: 'new', hash },
    { id: 1, at: 3, count: 0, ...none },
  ]);
  expect(await old.range(before, { id: 1 })).toEqual([
    { id: 1, at: 1, count: 5 },
    { id: 1, at: 2, count: 6 },
    { id: 1, at: 3, count: 0 },
  ]);
  await Promise.all([old.close(), released.close()]);
});

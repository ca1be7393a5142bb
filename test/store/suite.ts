import { defineTable } from '../../schemas/table';
import { contents } from '../../schemas/tables/contents';
import { keys, objects } from '../../schemas/tables/state';
import { looseFrom, stateFrom } from '../../store/blocks/placement';
import { shortSkipListKey } from '../../store/blocks/skip-list';
import { put, type TableStore } from '../../store/port';

/** Tables of every shape the project uses, with names of their own. */
const plain = defineTable({
  name: 'test_plain',
  partition: { id: 'u32' },
  clustering: { at: 'u16' },
  values: { blob: 'bytes' },
});
const flags = defineTable({
  name: 'test_flags',
  partition: { prefix: 'u8' },
  clustering: { key: 'hash256', ledger: 'u32' },
  values: { alive: 'u8' },
});
const index = defineTable({
  name: 'test_index',
  partition: { key: 'account', era: 'u16' },
  clustering: { ledger: 'u32', index: 'u16' },
  values: {},
});
const single = defineTable({
  name: 'test_single',
  partition: { name: 'text' },
  clustering: {},
  values: { first: 'u32', last: 'u32' },
});
const named = defineTable({
  name: 'test_named',
  partition: { view: 'text' },
  clustering: { generation: 'u32', first: 'u32' },
  values: { last: 'u32' },
});

const rising = defineTable({
  name: 'test_rising',
  partition: { view: 'text' },
  clustering: { part: 'u32' },
  values: { first: 'u32', last: 'u32' },
  rises: 'last',
});

const bytes = (fill: number, size: number): Buffer => Buffer.alloc(size, fill);

/** What every table store must do: one suite for all of them. */
export function storeSuite(open: () => Promise<{ store: TableStore; reopen: () => Promise<TableStore> }>): void {
  let store: TableStore;
  let reopen: () => Promise<TableStore>;
  beforeAll(async () => {
    ({ store, reopen } = await open());
  });
  beforeEach(async () => {
    for (const table of [plain, flags, index, single, named, rising, keys, objects, contents]) await store.drop(table);
  });

  test('a row that was written is read back, in every column type', async () => {
    const row = { name: 'visible', first: 0, last: 0xffffffff };
    await store.write([put(single, row), put(plain, { id: 7, at: 65535, blob: bytes(9, 5000) })]);
    expect(await store.get(single, { name: 'visible' })).toEqual(row);
    expect(await store.get(plain, { id: 7, at: 65535 })).toEqual({ id: 7, at: 65535, blob: bytes(9, 5000) });
    const entry = { key: bytes(3, 20), era: 2, ledger: 3, index: 4 };
    await store.write([put(index, entry)]);
    expect(await store.get(index, entry)).toEqual(entry);
  });

  test('what is not there is undefined', async () => {
    expect(await store.get(single, { name: 'nothing' })).toBeUndefined();
    expect(await store.get(index, { key: bytes(1, 20), era: 0, ledger: 1, index: 1 })).toBeUndefined();
    expect(await store.range(index, { key: bytes(1, 20), era: 0 })).toEqual([]);
  });

  test('writing again replaces the values and adds no row', async () => {
    await store.write([put(single, { name: 'a', first: 1, last: 2 })]);
    await store.write([put(single, { name: 'a', first: 1, last: 3 })]);
    const entry = { key: bytes(1, 20), era: 0, ledger: 1, index: 1 };
    await store.write([put(index, entry), put(index, entry)]);
    await store.write([put(index, entry)]);
    expect(await store.get(single, { name: 'a' })).toEqual({ name: 'a', first: 1, last: 3 });
    expect(await store.range(index, { key: entry.key, era: 0 })).toEqual([entry]);
  });

  describe('ranges', () => {
    const key = bytes(5, 20);
    const places = [1, 2, 255, 256, 65536].flatMap((ledger) => [0, 3, 300].map((place) => ({ ledger, index: place })));
    const rows = places.map((place) => ({ key, era: 1, ...place }));
    const others = [bytes(4, 20), bytes(6, 20)].map((other) => ({ key: other, era: 1, ledger: 2, index: 9 }));
    beforeEach(async () => {
      const shuffled = [...rows, ...others, { key, era: 0, ledger: 2, index: 9 }].reverse();
      await store.write(shuffled.map((row) => put(index, row)));
    });
    const partition = { key, era: 1 };
    const read = async (options: object): Promise<object[]> =>
      (await store.range(index, partition, options)).map(({ ledger, index: place }) => ({ ledger, index: place }));

    test('a whole partition in order, and no other', async () => {
      expect(await read({})).toEqual(places);
      expect(await read({ reverse: true })).toEqual([...places].reverse());
    });
    test('bounds are inclusive; leading columns suffice', async () => {
      expect(await read({ from: { ledger: 2 }, to: { ledger: 255 } })).toEqual(places.slice(3, 9));
      expect(await read({ from: { ledger: 2, index: 3 }, to: { ledger: 255, index: 0 } })).toEqual(places.slice(4, 7));
      expect(await read({ from: { ledger: 3 }, to: { ledger: 254 } })).toEqual([]);
    });
    test('from the end, with a limit: the last row at or below', async () => {
      expect(await read({ to: { ledger: 254 }, reverse: true, limit: 1 })).toEqual([places[5]]);
      expect(await read({ to: { ledger: 256, index: 2 }, reverse: true, limit: 2 })).toEqual([places[9], places[8]]);
      expect(await read({ to: { ledger: 0 }, reverse: true, limit: 1 })).toEqual([]);
      expect(await read({ from: { ledger: 65537 } })).toEqual([]);
    });
    test('the same over rows with values', async () => {
      const keys = [1, 2, 3].map((fill) => bytes(fill, 32));
      await store.write(
        keys.flatMap((each) => [1, 9].map((ledger) => put(flags, { prefix: 1, key: each, ledger, alive: ledger & 1 }))),
      );
      const found = await store.range(flags, { prefix: 1 }, { from: { key: keys[0]!, ledger: 9 }, limit: 2 });
      expect(found).toEqual([
        { prefix: 1, key: keys[0], ledger: 9, alive: 1 },
        { prefix: 1, key: keys[1], ledger: 1, alive: 1 },
      ]);
    });
  });

  describe('partitions that may grow very large', () => {
    const hash = (...leading: number[]): Buffer => Buffer.from([...leading, ...bytes(7, 32)].slice(0, 32));

    test('the keys of one prefix, wherever they lie', async () => {
      const prefix = 0x5a;
      const rows = [0x00, 0x01, 0x0f, 0x10, 0x7f, 0x80, 0xf0, 0xff].flatMap((second) =>
        [3, 9].map((ledger) => ({ prefix, key: hash(prefix, second), ledger, alive: ledger & 1 })),
      );
      const others = [0x59, 0x5b].map((other) => ({ prefix: other, key: hash(other, 0xff), ledger: 3, alive: 1 }));
      await store.write([...others, ...rows].reverse().map((row) => put(keys, row)));
      expect(await store.range(keys, { prefix })).toEqual(rows);
      for (let limit = 1; limit <= rows.length; limit++) {
        expect(await store.range(keys, { prefix }, { limit })).toEqual(rows.slice(0, limit));
        expect(await store.range(keys, { prefix }, { limit, reverse: true })).toEqual(
          rows.toReversed().slice(0, limit),
        );
      }
      const [from, to] = [rows[3]!, rows[12]!].map(({ key, ledger }) => ({ key, ledger })) as [object, object];
      expect(await store.range(keys, { prefix }, { from, to })).toEqual(rows.slice(3, 13));
      expect(await store.range(keys, { prefix }, { from: to, to: from })).toEqual([]);
      await store.write([{ table: keys, delete: rows[4]! }]);
      expect(await store.get(keys, rows[4]!)).toBeUndefined();
      expect(await store.range(keys, { prefix }, { from, to })).toEqual([rows[3], ...rows.slice(5, 13)]);
    });

    test('the versions of an object that changes with every ledger, and of one that does not', async () => {
      for (const key of [shortSkipListKey, hash(0xb4, 0x97)]) {
        const rows = [1, 0xfffff, 0x100000, 0x2fffff, 0x300000, 107_000_000].map((ledger) => ({
          key,
          ledger,
          position: ledger ^ 1,
        }));
        await store.write(rows.map((row) => put(objects, row)));
        expect(await store.range(objects, { key })).toEqual(rows);
        const lastBy = (ledger: number): Promise<object[]> =>
          store.range(objects, { key }, { from: { ledger: 1 }, to: { ledger }, reverse: true, limit: 1 });
        expect(await lastBy(0x2ffffe)).toEqual([rows[2]]);
        expect(await lastBy(0x300000)).toEqual([rows[4]]);
        expect(await lastBy(106_000_000)).toEqual([rows[4]]);
        expect(await lastBy(0)).toEqual([]);
      }
    });

    test('the blocks of a whole state, beside those of what its ledger did', async () => {
      const places = [0, 0x10000, looseFrom, stateFrom - 1, stateFrom, stateFrom + 0x3ffff, stateFrom + 0x1000000];
      const rows = places.map((position, i) => ({ ledger: 9, position, block: bytes(i, 10) }));
      const others = [8, 10].map((ledger) => ({ ledger, position: stateFrom, block: bytes(ledger, 10) }));
      await store.write([...rows, ...others].map((row) => put(contents, row)));
      const blocks = (options: object): Promise<object[]> => store.range(contents, { ledger: 9 }, options);
      expect(await blocks({})).toEqual(rows);
      expect(await blocks({ to: { position: stateFrom - 1 } })).toEqual(rows.slice(0, 4));
      expect(await blocks({ to: { position: stateFrom + 0x500000 }, reverse: true, limit: 1 })).toEqual([rows[5]]);
      expect(await store.get(contents, rows[6]!)).toEqual(rows[6]);
    });
  });

  test('partitions whose names begin alike are kept apart', async () => {
    await store.write(['state', 'state2', 'sta'].map((view) => put(named, { view, generation: 1, first: 3, last: 4 })));
    expect(await store.range(named, { view: 'state' })).toEqual([{ view: 'state', generation: 1, first: 3, last: 4 }]);
  });

  test('rows in ascending order, out of order, and again, are all there', async () => {
    const ids = [1, 2, 3, 9, 10, 4, 5, 9, 11];
    for (const id of ids) await store.write([put(plain, { id, at: 0, blob: bytes(id, 3000) })]);
    const found: number[] = [];
    for await (const row of store.scan(plain)) found.push(row.id);
    expect(found.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 9, 10, 11]);
  });

  test('a row is deleted by its key', async () => {
    const entry = { key: bytes(1, 20), era: 0, ledger: 1, index: 1 };
    await store.write([put(index, entry), put(single, { name: 'a', first: 1, last: 2 })]);
    await store.write([
      { table: index, delete: entry },
      { table: single, delete: { name: 'a' } },
    ]);
    expect(await store.get(index, entry)).toBeUndefined();
    expect(await store.get(single, { name: 'a' })).toBeUndefined();
  });

  describe('where a value rises', () => {
    const key = { view: 'state', part: 1 };
    const [low, middle, high] = [0, 76, 0xffffffff].map((last) => ({ ...key, first: last >>> 1, last }));

    test('the greatest stays, whoever is late', async () => {
      await store.write([put(rising, middle!)]);
      await store.write([put(rising, low!)]);
      expect(await store.get(rising, key)).toEqual(middle);
      await Promise.all([high, low, middle].map((row) => store.write([put(rising, row!)])));
      expect(await store.get(rising, key)).toEqual(high);
    });
    test('also of several in one call', async () => {
      await store.write([
        put(rising, low!),
        put(rising, middle!),
        put(rising, low!),
        put(rising, { ...high!, part: 2 }),
      ]);
      expect(await store.range(rising, { view: 'state' })).toEqual([middle, { ...high, part: 2 }]);
    });
    test('a row that was removed is gone', async () => {
      await store.write([put(rising, high!), put(rising, { ...middle!, part: 2 })]);
      await store.write([{ table: rising, delete: key }]);
      expect(await store.range(rising, { view: 'state' })).toEqual([{ ...middle, part: 2 }]);
    });
  });

  test('scan gives every row once', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({ key: bytes(i % 7, 20), era: 0, ledger: i, index: 0 }));
    await store.write(rows.map((row) => put(index, row)));
    const found: number[] = [];
    for await (const row of store.scan(index)) found.push(row.ledger);
    expect(found.sort((a, b) => a - b)).toEqual(rows.map(({ ledger }) => ledger));
    expect((await store.size(index)).rows).toBe(500);
  });

  test('a dropped table is empty and can be written again', async () => {
    await store.write([put(plain, { id: 1, at: 0, blob: bytes(1, 10) })]);
    await store.drop(plain);
    expect(await store.get(plain, { id: 1, at: 0 })).toBeUndefined();
    await store.write([put(plain, { id: 1, at: 0, blob: bytes(2, 10) })]);
    expect((await store.get(plain, { id: 1, at: 0 }))?.blob).toEqual(bytes(2, 10));
  });

  test('what was written is there for who opens the store later', async () => {
    await store.write([put(single, { name: 'kept', first: 1, last: 2 })]);
    const other = await reopen();
    expect(await other.get(single, { name: 'kept' })).toEqual({ name: 'kept', first: 1, last: 2 });
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import { cassandra } from '../../scripts/servers/cassandra';
import { defineTable } from '../../schemas/table';
import * as bookkeeping from '../../schemas/tables/bookkeeping';
import { keys } from '../../schemas/tables/state';
import { tableOf } from '../../store/generations';
import { put, StoreUnavailable } from '../../store/port';
import { KeyDiffers } from '../../store/scylla/migration';
import { ScyllaStore } from '../../store/scylla/scylla-store';
import { Session } from '../../store/scylla/session';
import { storeSuite } from '../store/suite';
import { server, type TestServer } from './servers';

const moving = { name: 'moving', partition: { id: 'u32' }, clustering: { at: 'u16' } } as const;
const table = defineTable({ ...moving, values: { first: 'u32' } });

let node: TestServer;
const opened: ScyllaStore[] = [];

function open(keyspace: string, patience = 30_000): ScyllaStore {
  const store = new ScyllaStore({ contactPoints: [`127.0.0.1:${node.port}`], keyspace, replication: 1 }, patience);
  opened.push(store);
  return store;
}

beforeAll(async () => {
  node = await server(cassandra);
  // Long before the crash: Cassandra reads its schema before its commit log, and forgets a table just made.
  await open('crash').write([put(table, { id: 0, at: 1, first: 0 })]);
});
afterAll(() => Promise.all(opened.map((store) => store.close())));

describe('Cassandra', () => {
  storeSuite(async () => {
    const store = open('suite');
    return { store, reopen: async () => open('suite') };
  });
});

test('of several writes of one row in one call the last remains', async () => {
  const store = open('order');
  const key = { id: 1, at: 1 };
  await store.write([put(table, { ...key, first: 9 }), put(table, { ...key, first: 3 })]);
  expect(await store.get(table, key)).toEqual({ ...key, first: 3 });
  await store.write([{ table, delete: key }, put(table, { ...key, first: 4 })]);
  expect(await store.get(table, key)).toEqual({ ...key, first: 4 });
  await store.write([put(table, { ...key, first: 5 }), { table, delete: key }]);
  expect(await store.get(table, key)).toBeUndefined();
});

test('a range longer than a page, and a batch larger than the server takes at once', async () => {
  const store = open('large');
  const wide = defineTable({
    name: 'wide',
    partition: { id: 'u32' },
    clustering: { at: 'u16' },
    values: { block: 'bytes' },
  });
  const rows = Array.from({ length: 2500 }, (_, at) => ({ id: 1, at, block: Buffer.alloc(1000, at) }));
  await store.write(rows.map((row) => put(wide, row)));
  expect((await store.range(wide, { id: 1 })).map(({ at }) => at)).toEqual(rows.map(({ at }) => at));
  expect((await store.range(wide, { id: 1 }, { reverse: true, limit: 1200 })).length).toBe(1200);
});

test('a column that the schema gained is added, a key that changed is refused', async () => {
  await open('migrating').write([put(table, { id: 1, at: 1, first: 1 })]);
  const grown = defineTable({ ...moving, values: { first: 'u32', last: 'u32' } });
  for (let again = 0; again < 2; again++) {
    const store = open('migrating');
    await store.write([put(grown, { id: 2, at: 1, first: 1, last: 2 })]);
    expect(await store.get(grown, { id: 2, at: 1 })).toEqual({ id: 2, at: 1, first: 1, last: 2 });
    expect(await store.get(grown, { id: 1, at: 1 })).toEqual({ id: 1, at: 1, first: 1, last: 0 });
  }
  const rekeyed = defineTable({ ...moving, partition: { id: 'u16' }, values: { first: 'u32' } });
  await expect(open('migrating').write([put(rekeyed, { id: 1, at: 1, first: 1 })])).rejects.toThrow(
    'table migrating.moving is keyed by (id bigint), this version of Millrace by (id int): rebuild its view',
  );
});

test('beside a table of a view whose key changed all others are written, and its own next generation', async () => {
  const contactPoints = [`127.0.0.1:${node.port}`];
  const old = new Session({ contactPoints, keyspace: 'rekeyed', replication: 1 }, 30_000);
  await open('rekeyed').write([put(table, { id: 1, at: 1, first: 1 })]);
  await old.define(
    'CREATE TABLE rekeyed.keys (prefix smallint, key blob, ledger bigint, alive smallint, PRIMARY KEY (prefix, key, ledger))',
  );
  const store = open('rekeyed');
  const progress = { view: 'state', generation: 2, first: 3, last: 4 };
  const born = { prefix: 1, key: Buffer.alloc(32, 1), ledger: 3, alive: 1 };
  await store.write([put(bookkeeping.progress, progress), put(tableOf(keys, 2), born)]);
  expect(await store.get(bookkeeping.progress, progress)).toEqual(progress);
  expect(await store.get(tableOf(keys, 2), born)).toEqual(born);
  await expect(store.write([put(keys, born)])).rejects.toThrow(KeyDiffers);
  await store.drop(keys);
  await store.write([put(keys, born)]);
  await old.close();
});

test('what only reads makes nothing', async () => {
  const reader = open('nowhere');
  expect(await reader.get(table, { id: 1, at: 1 })).toBeUndefined();
  expect(await reader.range(table, { id: 1 })).toEqual([]);
  await reader.drop(table);
  expect(await reader.get(table, { id: 1, at: 1 })).toBeUndefined();
});

test('bad data is refused at once', async () => {
  const store = open('bad', 600_000);
  const lead = defineTable({ name: 'bad', partition: { name: 'text' }, clustering: {}, values: { blob: 'bytes' } });
  await expect(store.write([put(lead, { name: 'a', blob: 7 as never })])).rejects.toThrow(TypeError);
  await expect(store.write([put(lead, { name: '', blob: Buffer.alloc(1) })])).rejects.toThrow('Key may not be empty');
});

test('a database that hangs for longer than a request may take: unavailable, then all that was written is there', async () => {
  const [reader, writer] = [open('hanging', 1000), open('hanging', 120_000)];
  const rows = Array.from({ length: 2000 }, (_, id) => ({ id, at: 0, first: id }));
  await writer.write(rows.slice(0, 10).map((row) => put(table, row)));
  expect(await reader.get(table, { id: 7, at: 0 })).toEqual(rows[7]);
  node.hang(true);
  const writing = writer.write(rows.map((row) => put(table, row)));
  await expect(reader.get(table, { id: 7, at: 0 })).rejects.toThrow(StoreUnavailable);
  await sleep(8000);
  node.hang(false);
  await writing;
  const found: number[] = [];
  for await (const { id } of writer.scan(table)) found.push(id);
  expect(found.sort((a, b) => a - b)).toEqual(rows.map(({ id }) => id));
});

test('a crash of the database: unavailable while it is down, for who was connected and who was not; then as before', async () => {
  const [reader, writer] = [open('crash', 1000), open('crash', 120_000)];
  const rows = Array.from({ length: 200 }, (_, id) => ({ id, at: 0, first: id }));
  await writer.write(rows.map((row) => put(table, row)));
  expect(await reader.get(table, { id: 7, at: 0 })).toEqual(rows[7]);
  await node.kill();
  await expect(reader.get(table, { id: 7, at: 0 })).rejects.toThrow(StoreUnavailable);
  const late = open('crash', 500);
  await expect(late.get(table, { id: 7, at: 0 })).rejects.toThrow(StoreUnavailable);
  const writing = writer.write([put(table, { id: 1000, at: 0, first: 1 })]); // waits for it to come back
  await node.restart();
  await writing;
  for (const store of [reader, late]) {
    const again = async (): Promise<unknown> =>
      store.get(table, { id: 1000, at: 0 }).catch((error: unknown) => {
        if (!(error instanceof StoreUnavailable)) throw error;
        return again();
      });
    expect(await again()).toEqual({ id: 1000, at: 0, first: 1 });
    expect(await store.get(table, { id: 7, at: 0 })).toEqual(rows[7]);
  }
});

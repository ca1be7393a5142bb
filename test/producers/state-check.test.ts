import { join } from 'node:path';
import { ArchiveLog } from '../../log/archive/archive-log';
import type { EventLog, LogReadOptions } from '../../log/port';
import { ArchiveSource } from '../../producers/archive-source';
import { produce } from '../../producers/producer';
import { StateCheck } from '../../producers/state-check';
import { LmdbTreeStore } from '../../store/lmdb/lmdb-tree-store';
import { parseHeader } from '../../xrpl/header';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { StateTree } from '../../xrpl/state-tree';
import { demoArchive, demoLast, demoLedgers, temporaryFolder } from '../demo';

const folder = temporaryFolder();
const empty = new ArchiveLog(join(folder, 'empty'));
const stores: LmdbTreeStore[] = [];
function newStore(name: string): LmdbTreeStore {
  const store = new LmdbTreeStore(join(folder, name, 'nodes.mdb'));
  stores.push(store);
  return store;
}
let ledgers: LedgerDiff[][];
beforeAll(async () => {
  ledgers = await demoLedgers();
});
afterAll(async () => {
  for (const store of stores) await store.close();
});

/** A copy of a ledger that a test can spoil. */
const of = (ledgerIndex: number): LedgerDiff =>
  structureOf(ledgers.find(([segment]) => segment!.ledgerIndex === ledgerIndex)![0]!);
const structureOf = (segment: LedgerDiff): LedgerDiff => ({
  ...segment,
  objects: segment.objects.map((object) => ({
    ...object,
    key: Buffer.from(object.key),
    blob: object.blob && Buffer.from(object.blob),
  })),
});

test('a byte changed anywhere in an object, or its key, or an object left out is found, and the right ledger then still fits', async () => {
  const check = await StateCheck.open(empty);
  const base = of(2);
  base.objects[1]!.blob![9]! ^= 1;
  await expect(check.verify([base], 'here')).rejects.toThrow(
    /^ledger 2: its objects rebuild the state tree [0-9A-F]{64}, the header says/,
  );
  for (const segments of ledgers.slice(0, 60)) expect((await check.verify(segments, 'here')).verdict).toBe('proven');
  for (const part of ['key', 'blob'] as const) {
    const spoilt = of(62);
    spoilt.objects.find(({ blob }) => blob !== null)![part]![20]! ^= 4;
    await expect(check.verify([spoilt], 'here')).rejects.toThrow(
      /^ledger 62: its objects rebuild the state tree .* \(here\)$/,
    );
  }
  const incomplete = of(62);
  incomplete.objects.pop();
  await expect(check.verify([incomplete], 'here')).rejects.toThrow(/^ledger 62: its objects rebuild/);
  for (const segments of ledgers.slice(60)) expect((await check.verify(segments, 'here')).verdict).toBe('proven');
});

test('told to warn, it lets the ledger pass and says so', async () => {
  const warnings: string[] = [];
  const check = await StateCheck.open(empty, {
    onUnproven: 'warn',
    logger: { warn: (_fields, message) => void warnings.push(message) },
  });
  for (const segments of ledgers.slice(0, 60)) await check.verify(segments, 'here');
  const spoilt = of(62);
  const { key } = spoilt.objects[0]!;
  spoilt.objects[0]!.blob![20]! ^= 4;
  expect((await check.verify([spoilt], 'here')).verdict).toBe('failed');
  expect(warnings).toEqual([expect.stringMatching(/^ledger 62: its objects rebuild the state tree/)]);
  const next = of(63);
  if (!next.objects.some((object) => object.key.equals(key)))
    expect((await check.verify([next], 'here')).verdict).toBe('failed');
});

test('the tree knows which objects are new and which did not change, whatever the source says', async () => {
  const check = await StateCheck.open(new ArchiveLog(join(folder, 'says')));
  for (const segments of ledgers.slice(0, 60)) await check.verify(segments, 'here');
  const [true62] = ledgers[60]!;
  const idle = ledgers[0]![0]!.objects.find(({ key }) => !true62!.objects.some((object) => object.key.equals(key)))!;
  const untouched = ledgers.slice(1, 60).every(([each]) => !each!.objects.some(({ key }) => key.equals(idle.key)));
  const said = {
    ...true62!,
    objects: [
      ...true62!.objects.map((object) => (object.blob ? { ...object, change: 'modified' as const } : object)),
      ...(untouched ? [{ ...idle, change: 'modified' as const }] : []),
    ].sort((a, b) => a.key.compare(b.key)),
  };
  expect(said).not.toEqual(true62);
  expect(await check.verify([said], 'here')).toEqual({ segments: [true62], verdict: 'proven' });
});

test('without a whole state nothing is proven, and nothing refused', async () => {
  const check = await StateCheck.open(empty);
  expect((await check.verify([of(62)], 'here')).verdict).toBe('unproven');
});

describe('with a store', () => {
  /** The recording's log, which counts what is read of it. */
  function counted(): { log: EventLog; segments: () => number } {
    const log = new ArchiveLog(demoArchive);
    let segments = 0;
    const read = async function* (options: LogReadOptions): AsyncGenerator<LedgerDiff> {
      for await (const segment of log.read(options)) {
        segments++;
        yield segment;
      }
    };
    const counting: EventLog = {
      first: () => log.first(),
      end: () => log.end(),
      writer: () => log.writer(),
      read,
    };
    return { log: counting, segments: () => segments };
  }

  const storedRoot = (store: LmdbTreeStore): Buffer => new StateTree(store).rootHash();

  test('a restart goes on with what is stored and reads only what the log has since', async () => {
    const store = newStore('restart');
    const log = new ArchiveLog(join(folder, 'restart-log'));
    await produce({ source: new ArchiveSource(demoArchive), log, stateCheck: { store } });
    const { ledgerIndex, header } = of(demoLast);
    expect(store.ledger()?.ledgerIndex).toBe(ledgerIndex);
    expect(storedRoot(store)).toEqual(parseHeader(header).accountHash);

    const again = counted();
    const check = await StateCheck.open(again.log, { store });
    expect(again.segments()).toBe(1);
    const spoilt = of(demoLast);
    spoilt.objects[0]!.blob![20]! ^= 4;
    await expect(check.verify([spoilt], 'here')).rejects.toThrow(/its objects rebuild/);
  });

  test('stored at a ledger in the middle, it is brought to the end of the log', async () => {
    const store = newStore('middle');
    const check = await StateCheck.open(empty, { store });
    for (const segments of ledgers.slice(0, 100)) await check.verify(segments, 'here');
    const { ledgerIndex, hash } = ledgers[99]![0]!;
    await check.close({ ledgerIndex, hash });
    const again = counted();
    const resumed = await StateCheck.open(again.log, { store });
    expect(again.segments()).toBe(ledgers.length - 99);
    await resumed.close({ ledgerIndex: demoLast, hash: of(demoLast).hash });
    expect(storedRoot(store)).toEqual(parseHeader(of(demoLast).header).accountHash);
  });

  test.each([
    ['of another chain', async (store: LmdbTreeStore) => store.save([], { ledgerIndex: 90, hash: Buffer.alloc(32) })],
    ['ahead of the log', async (store: LmdbTreeStore) => store.save([], { ledgerIndex: 900, hash: Buffer.alloc(32) })],
    ['stored in part', async (store: LmdbTreeStore) => store.save([], undefined)],
    [
      'whose root is another',
      async (store: LmdbTreeStore) =>
        store.save([{ path: Buffer.of(0), node: Buffer.alloc(4) }], { ledgerIndex: 101, hash: of(101).hash }),
    ],
  ])('a tree %s is made anew from the log', async (name, spoil) => {
    const store = newStore(`spoilt ${name}`);
    const check = await StateCheck.open(empty, { store });
    for (const segments of ledgers.slice(0, 100)) await check.verify(segments, 'here');
    await check.close({ ledgerIndex: 101, hash: of(101).hash });
    await spoil(store);
    const again = counted();
    const rebuilt = await StateCheck.open(again.log, { store });
    expect(again.segments()).toBeGreaterThanOrEqual(ledgers.length);
    await rebuilt.close({ ledgerIndex: demoLast, hash: of(demoLast).hash });
    expect(storedRoot(store)).toEqual(parseHeader(of(demoLast).header).accountHash);
  });
});

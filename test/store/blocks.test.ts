import { randomBytes } from 'node:crypto';
import { ArchiveLog } from '../../log/archive/archive-log';
import { compress, decompress } from '../../store/blocks/compression';
import { packObjects, unpackObjects } from '../../store/blocks/object-block';
import { anchorOf, restoreSkipList, shortSkipListKey, skipListTail } from '../../store/blocks/skip-list';
import { packTransactions, unpackTransactions } from '../../store/blocks/transaction-block';
import { demoArchive, demoLedgers } from '../demo';

test('transactions come back from their blocks, with the place of each', async () => {
  for (const [segment] of await demoLedgers(60)) {
    const { transactions } = segment!;
    const blocks = packTransactions(5, transactions);
    const found = blocks.flatMap(({ bytes }) => unpackTransactions(bytes));
    expect(found.length).toBe(transactions.length);
    found.forEach((record, i) => {
      expect(record.transaction.equals(transactions[i]!.transaction)).toBe(true);
      expect(record.metadata.equals(transactions[i]!.metadata)).toBe(true);
    });
    let next = 5;
    for (const { index, bytes } of blocks) {
      expect(index).toBe(next);
      next += unpackTransactions(bytes).length;
    }
  }
});

test('a transaction larger than a block has a block of its own', () => {
  const large = { transaction: randomBytes(200_000), metadata: randomBytes(100_000) };
  const small = { transaction: randomBytes(10), metadata: randomBytes(10) };
  expect(packTransactions(0, [small, large, small]).map(({ index }) => index)).toEqual([0, 1, 2]);
});

test('objects come back from their blocks, keys that follow from the object included', async () => {
  let left = 0;
  for await (const { objects } of new ArchiveLog(demoArchive).read({ from: 0 })) {
    const packed = objects.map((object) => ({ ...object, tail: false }));
    const blocks = packObjects(0, packed);
    const found = blocks.flatMap(({ bytes }) => unpackObjects(bytes));
    expect(JSON.stringify(found.map(({ key, change, blob, tail }) => ({ key, change, blob, tail })))).toBe(
      JSON.stringify(packed.map(({ key, change, blob, tail }) => ({ key, change, blob, tail }))),
    );
    for (const { bytes } of blocks) left -= bytes.length;
    for (const { blob } of objects) left += 36 + (blob?.length ?? 0);
  }
  expect(left).toBeGreaterThan(14000 * 32); // keys that were left out
});

test('an object that can not be read keeps its key', () => {
  const odd = { key: randomBytes(32), change: 'created' as const, blob: Buffer.of(0x11, 0, 0x6f, 0x99), tail: false };
  expect(() => packObjects(0, [odd])).toThrow(); // the view names the ledger; nothing is stored wrongly
  const unknown = { ...odd, blob: Buffer.of(0x11, 0x7f, 0x7f) };
  const [found] = unpackObjects(packObjects(0, [unknown])[0]!.bytes);
  expect(found!.key).toEqual(unknown.key);
});

test('compression gives back every byte, and a damaged block is an error', () => {
  for (const size of [0, 1, 100, 40_000]) {
    const bytes = randomBytes(size);
    expect(decompress('objects', compress('objects', bytes)).equals(bytes)).toBe(true);
  }
  const block = compress('transactions', Buffer.alloc(1000, 7));
  expect(() => decompress('transactions', block.subarray(0, -3))).toThrow();
  expect(() => decompress('transactions', Buffer.concat([Buffer.of(99), block.subarray(1)]))).toThrow(
    /dictionary transactions-99/,
  );
});

test('every skip list of the recording is restored from its tail', async () => {
  const versions = new Map<number, Buffer>();
  let tails = 0;
  let stored = 0;
  for await (const { ledgerIndex, objects, kind } of new ArchiveLog(demoArchive).read({ from: 0 })) {
    for (const { key, blob } of objects) {
      if (kind !== 'diff' || !key.equals(shortSkipListKey) || !blob) continue;
      versions.set(ledgerIndex, blob);
      const tail = skipListTail(blob, ledgerIndex);
      if (!tail) continue;
      tails++;
      stored += tail.length;
      // From the anchor, and from any later version, as after a history that begins in between.
      for (let from = Math.max(anchorOf(ledgerIndex), 4); from < ledgerIndex; from++) {
        expect(restoreSkipList(tail, ledgerIndex, versions.get(from)!, from).equals(blob)).toBe(true);
      }
    }
  }
  expect(tails).toBe(187); // all but the anchors and the first ledgers, whose lists are short
  expect(stored / tails).toBeLessThan(400);
});

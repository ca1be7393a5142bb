import { randomBytes } from 'node:crypto';
import { ArchiveLog } from '../../log/archive/archive-log';
import { compress, decompress } from '../../store/blocks/compression';
import {
  holds,
  objectIn,
  objectsIn,
  packContents,
  transactionIn,
  unpackContents,
  type ContentsBlock,
} from '../../store/blocks/contents-block';
import { looseFrom, placement, transactionPosition } from '../../store/blocks/placement';
import { anchorOf, restoreSkipList, shortSkipListKey, skipListTail } from '../../store/blocks/skip-list';
import { transactionId } from '../../xrpl/hash';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoArchive, demoLedgers } from '../demo';

const whole = (): undefined => undefined;
const idsOf = ({ transactions }: LedgerDiff): Buffer[] =>
  transactions.map((record) => transactionId(record.transaction));
const pack = (segment: LedgerDiff): ContentsBlock[] =>
  packContents(segment, idsOf(segment), whole).map(({ position, bytes }) => unpackContents(position, bytes));

test('the contents of every ledger come back from their blocks, each at its position', async () => {
  let beside = 0;
  let bytes = 0;
  for await (const segment of new ArchiveLog(demoArchive).read({ from: 0 })) {
    const blocks = pack(segment);
    segment.transactions.forEach((record, place) => {
      const position = transactionPosition(segment.firstTransaction + place);
      const found = blocks.flatMap((block) => transactionIn(block, position) ?? []);
      expect(found.length).toBe(1);
      expect(found[0]!.transaction.equals(record.transaction)).toBe(true);
      expect(found[0]!.metadata.equals(record.metadata)).toBe(true);
    });
    const { positions } = placement(segment);
    expect(new Set(positions).size).toBe(positions.length);
    segment.objects.forEach(({ key, change, blob }, place) => {
      const found = blocks.filter((block) => holds(block, positions[place]!));
      expect(found.length).toBe(1);
      const object = objectIn(found[0]!, positions[place]!)!;
      expect(object.key.equals(key) && object.change === change && object.tail === false).toBe(true);
      expect(object.blob === blob || object.blob!.equals(blob!)).toBe(true);
      if (positions[place]! < looseFrom) beside++;
    });
    expect(blocks.flatMap(objectsIn).length).toBe(segment.objects.length);
    for (const packed of packContents(segment, idsOf(segment), whole)) bytes += packed.bytes.length;
    for (const { transaction, metadata } of segment.transactions) bytes -= transaction.length + metadata.length;
    for (const { blob } of segment.objects) bytes -= 36 + (blob?.length ?? 0);
  }
  expect(beside).toBeGreaterThan(10_000); // of about 15,000: they lie beside their transaction
  expect(bytes).toBeLessThan(-10_000 * 32); // so their keys are not stored again
});

test('a segment that begins in the middle of its ledger says the same positions as the ledger in one', async () => {
  const [segment] = (await demoLedgers(120, 100)).map(([segment]) => segment!).filter((s) => s.transactions.length > 9);
  const half = segment!.transactions.length >> 1;
  const rest = { ...segment!, firstTransaction: half, transactions: segment!.transactions.slice(half) };
  const blocks = pack(rest);
  const last = segment!.transactions.length - 1;
  const found = blocks.flatMap((block) => transactionIn(block, transactionPosition(last)) ?? []);
  expect(found[0]!.transaction.equals(segment!.transactions[last]!.transaction)).toBe(true);
  expect(blocks.some((block) => holds(block, transactionPosition(half - 1)))).toBe(false);
});

test('a transaction larger than a block has a block of its own', () => {
  const empty = Buffer.alloc(0);
  const large = { transaction: randomBytes(200_000), metadata: empty };
  const small = { transaction: randomBytes(10), metadata: empty };
  const none = { ledgerIndex: 9, kind: 'diff', hash: empty, header: empty, segment: 0, last: true } as const;
  const segment = { ...none, firstTransaction: 0, transactions: [small, large, small], firstObject: 0, objects: [] };
  expect(pack(segment).map(({ position }) => position)).toEqual([0, 1, 2].map(transactionPosition));
});

test('compression gives back every byte, and a damaged block is an error', () => {
  for (const size of [0, 1, 100, 40_000]) {
    const bytes = randomBytes(size);
    expect(decompress(compress(bytes)).equals(bytes)).toBe(true);
  }
  const block = compress(Buffer.alloc(1000, 7));
  expect(() => decompress(block.subarray(0, -3))).toThrow();
  expect(() => decompress(Buffer.concat([Buffer.of(99), block.subarray(1)]))).toThrow(/dictionary 99/);
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

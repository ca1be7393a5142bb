import { checkLedger, type Before } from '../../../consumers/audit/check-ledger';
import { SkipListCheck } from '../../../consumers/audit/skip-list-check';
import { ledgerHash, parseHeader, serialiseHeader, type LedgerHeader } from '../../../xrpl/header';
import { recentLedgerHashes } from '../../../xrpl/keylets/singletons';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';
import { demoLedgers } from '../../demo';

let ledgers: LedgerDiff[][];
beforeAll(async () => {
  ledgers = await demoLedgers();
});

const of = (ledgerIndex: number): LedgerDiff => {
  const [segment] = ledgers.find(([each]) => each!.ledgerIndex === ledgerIndex)!;
  return { ...segment!, header: Buffer.from(segment!.header), objects: [...segment!.objects] };
};
const before = (ledgerIndex: number): Before => of(ledgerIndex - 1);
/** The ledger with another header that hashes to its hash, as a forger would make it. */
function forged(ledgerIndex: number, change: (header: LedgerHeader) => Partial<LedgerHeader>): LedgerDiff {
  const segment = of(ledgerIndex);
  const parsed = parseHeader(segment.header);
  const header = serialiseHeader({ ...parsed, ...change(parsed) });
  return { ...segment, header, hash: ledgerHash(header) };
}
const kindsOf = (segment: LedgerDiff): string[] =>
  checkLedger([segment], before(segment.ledgerIndex)).map(({ kind }) => kind);

test('nothing is wrong with any ledger of the recording', () => {
  ledgers.forEach((segments, i) => {
    expect(checkLedger(segments, ledgers[i - 1]?.[0])).toEqual([]);
  });
});

test.each<[string, string, (header: LedgerHeader) => Partial<LedgerHeader>]>([
  ['drops out of nothing', 'total-drops', ({ totalDrops }) => ({ totalDrops: totalDrops + 1n })],
  ['another parent', 'parent', () => ({ parentHash: Buffer.alloc(32, 7) })],
  [
    'another close time of the parent',
    'close-time',
    ({ parentCloseTime }) => ({ parentCloseTime: parentCloseTime - 1 }),
  ],
  ['a close time before its parent', 'close-time', ({ parentCloseTime }) => ({ closeTime: parentCloseTime })],
  ['a close time that is not rounded', 'close-time', ({ closeTime }) => ({ closeTime: closeTime + 3 })],
  ['a resolution that there is not', 'close-time', () => ({ closeTimeResolution: 11 })],
  ['another index', 'header', ({ ledgerIndex }) => ({ ledgerIndex: ledgerIndex + 1 })],
  ['another transaction tree', 'transaction-tree', () => ({ transactionHash: Buffer.alloc(32, 7) })],
])('a header with %s: %s', (_what, kind, change) => {
  expect([...new Set(kindsOf(forged(100, change)))]).toEqual([kind]);
});

test('a header that does not hash to the ledger hash names both', () => {
  const segment = of(100);
  const hash = Buffer.alloc(32, 7);
  expect(checkLedger([{ ...segment, hash }], before(100))).toEqual([
    {
      kind: 'header',
      ledger: 100,
      differences: [
        { field: 'ledger_hash', expected: segment.hash.toString('hex').toUpperCase(), found: '07'.repeat(32) },
      ],
    },
  ]);
});

test('transactions and objects out of order, segments that do not fit', () => {
  const segment = of(100);
  const [a, b, ...rest] = segment.transactions;
  expect(kindsOf({ ...segment, transactions: [b!, a!, ...rest] })).toEqual(['transaction-order']);
  const [x, y, ...others] = segment.objects;
  expect(kindsOf({ ...segment, objects: [y!, x!, ...others] })).toEqual(['object-order']);
  expect(kindsOf({ ...segment, objects: [{ ...x!, change: 'deleted' }, y!, ...others] })).toEqual(['object-order']);
  expect(kindsOf({ ...segment, last: false })).toEqual(['segments']);
  expect(kindsOf({ ...segment, firstTransaction: 1 })).toEqual(['segments']);
});

test('what can not be read as a transaction is reported, not thrown', () => {
  const segment = of(100);
  const [a, ...rest] = segment.transactions;
  const cut = { ...a!, metadata: a!.metadata.subarray(0, 5) };
  expect(kindsOf({ ...segment, transactions: [cut, ...rest] })).toContain('transaction-tree');
});

describe('skip lists', () => {
  const seen = (to: number): SkipListCheck => {
    const check = new SkipListCheck();
    for (const [segment] of ledgers) if (segment!.ledgerIndex < to) check.remember(segment!);
    return check;
  };

  test('a hash that is another, anywhere in the list, is named with its ledger', () => {
    expect(seen(100).check([of(100)])).toEqual([]);
    for (const back of [1, 40, 97]) {
      const segment = of(100);
      segment.objects = segment.objects.map((object) => {
        if (!object.key.equals(recentLedgerHashes)) return object;
        const blob = Buffer.from(object.blob!);
        blob[blob.length - 32 * back]! ^= 1;
        return { ...object, blob };
      });
      expect(seen(100).check([segment])).toMatchObject([
        { kind: 'skip-list', ledger: 100, differences: [{ field: `hash of ledger ${100 - back}` }] },
      ]);
    }
  });

  test('a ledger that leaves the list as it was is found', () => {
    const segment = of(100);
    segment.objects = segment.objects.filter(({ key }) => !key.equals(recentLedgerHashes));
    expect(seen(100).check([segment])).toMatchObject([{ kind: 'skip-list', ledger: 100 }]);
  });
});

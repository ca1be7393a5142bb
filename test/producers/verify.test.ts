import { verifyLedger } from '../../producers/verify';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoLedgers } from '../demo';

let ledgers: LedgerDiff[][];
const of = (ledgerIndex: number): LedgerDiff => structure(ledgers[ledgerIndex - 2]![0]!);
const before = (ledgerIndex: number): { ledgerIndex: number; hash: Buffer } => ledgers[ledgerIndex - 3]![0]!;
const verify = (segment: LedgerDiff, previous = before(segment.ledgerIndex)): void =>
  verifyLedger([segment], previous, 'here');

/** A copy deep enough to be spoilt. */
function structure(segment: LedgerDiff): LedgerDiff {
  return {
    ...segment,
    hash: Buffer.from(segment.hash),
    header: Buffer.from(segment.header),
    transactions: segment.transactions.map((t) => ({
      transaction: Buffer.from(t.transaction),
      metadata: Buffer.from(t.metadata),
    })),
    objects: segment.objects.map((o) => ({ ...o, key: Buffer.from(o.key), blob: o.blob && Buffer.from(o.blob) })),
  };
}

beforeAll(async () => {
  ledgers = await demoLedgers();
});

test('every ledger of the recording is proven', () => {
  let previous: { ledgerIndex: number; hash: Buffer } | undefined;
  for (const segments of ledgers) {
    verifyLedger(segments, previous, 'here');
    previous = segments[0];
  }
});

test('a byte changed anywhere in a header, a transaction or its metadata is found', () => {
  const spoil = (bytes: Buffer, at: number): void => void (bytes[at]! ^= 0x40);
  for (const ledgerIndex of [5, 60, 150]) {
    const targets = (segment: LedgerDiff): Buffer[] => [
      segment.header,
      segment.hash,
      ...segment.transactions.slice(0, 4).flatMap(({ transaction, metadata }) => [transaction, metadata]),
    ];
    targets(of(ledgerIndex)).forEach((bytes, which) => {
      for (let at = 0; at < bytes.length; at += Math.max(1, bytes.length >> 4)) {
        const segment = of(ledgerIndex);
        spoil(targets(segment)[which]!, at);
        expect(() => verify(segment)).toThrow(new RegExp(`^ledger ${ledgerIndex}: .*\\(here\\)$`));
      }
    });
  }
});

test('a missing ledger, one that comes twice, and one that belongs to another chain', () => {
  expect(() => verify(of(10), before(9))).toThrow("ledger 10: can't follow ledger 8: ledger 9 is missing (here)");
  expect(() => verify(of(12), before(9))).toThrow(
    "ledger 12: can't follow ledger 8: ledgers 9 to 11 are missing (here)",
  );
  expect(() => verify(of(10), before(12))).toThrow('ledger 10: is out of order after ledger 11 (here)');
  expect(() => verify(of(10), { ledgerIndex: 9, hash: Buffer.alloc(32) })).toThrow(
    /ledger 10: its parent hash .* is not the hash 0{64} of ledger 9/,
  );
});

test('transactions out of order, left out, or added', () => {
  const busy = of(60);
  expect(busy.transactions.length).toBeGreaterThan(3);
  const [first, second, ...rest] = busy.transactions;
  expect(() => verify({ ...busy, transactions: [second!, first!, ...rest] })).toThrow(
    /ledger 60: transactions are out of order: the one at place 0 has TransactionIndex 1/,
  );
  expect(() => verify({ ...busy, transactions: busy.transactions.slice(0, -1) })).toThrow(
    /ledger 60: its \d+ transactions rebuild the tree/,
  );
  expect(() => verify({ ...busy, transactions: [] })).toThrow(/ledger 60: its 0 transactions rebuild the tree 0{64}/);
  expect(() => verify({ ...busy, transactions: [...busy.transactions, first!] })).toThrow(/out of order/);
});

test('objects out of order, of no sense, or with a key cut short', () => {
  const segment = of(60);
  const [first, second, ...rest] = segment.objects;
  expect(() => verify({ ...segment, objects: [second!, first!, ...rest] })).toThrow(
    /ledger 60: object [0-9A-F]{64} is out of key order/,
  );
  expect(() => verify({ ...segment, objects: [{ ...first!, change: 'deleted' }] })).toThrow(
    /is deleted and has a blob/,
  );
  expect(() => verify({ ...segment, objects: [{ ...first!, key: first!.key.subarray(1) }] })).toThrow(/has 31 bytes/);
});

test('segments that are missing or do not fit together', () => {
  const segment = of(60);
  expect(() => verify({ ...segment, last: false })).toThrow(/segment 1 is missing/);
  expect(() => verify({ ...segment, firstTransaction: 1 })).toThrow(
    /segment 0 does not continue where the one before it ends/,
  );
  const other = { ...of(61), segment: 1 };
  expect(() => verifyLedger([{ ...segment, last: false }, other], before(60), 'here')).toThrow(
    /segment 1 belongs to another ledger/,
  );
});

import { encode } from 'ripple-binary-codec';
import { bookChangesOf } from '../../../api/book-changes';
import { objectsTopic } from '../../../consumers/fan-out/objects';
import { parseHeader } from '../../../xrpl/header';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';
import { transactionId } from '../../../xrpl/hash';
import { stateTreeRoot } from '../../../xrpl/shamap';
import { demoLedgers } from '../../demo';
import { BalanceCheck } from './balance-check';
import { bookChangesFrom, exchangesOf } from './exchange-check';
import { recordsOf } from './records';

let ledgers: LedgerDiff[][];
beforeAll(async () => (ledgers = await demoLedgers()));

test('balances kept by the records alone are those of the state, at every ledger; fees are what is burned', () => {
  const check = new BalanceCheck();
  for (const segment of ledgers.flat()) check.add(segment);
  check.finish();
  expect(check.problems).toEqual([]);
  expect(check.compared).toBeGreaterThan(1000);
  expect(Object.fromEntries(check.records)).toMatchObject({ Opening: 1, Fee: expect.any(Number) });
});

test('a missing record shows', () => {
  const check = new BalanceCheck();
  for (const segment of ledgers.flat()) {
    // One transaction in ten is not told of, while what it did to the state is.
    const transactions = segment.transactions.filter((_, place) => place % 10 !== 9);
    check.add({ ...segment, transactions });
  }
  expect(check.problems.length).toBeGreaterThan(0);
});

test('fills of offers sum up to book_changes', () => {
  let pairs = 0;
  for (const segments of ledgers) {
    const byId = segments
      .flatMap(({ transactions }) => transactions)
      .sort((x, y) => Buffer.compare(transactionId(x.transaction), transactionId(y.transaction)));
    const said = bookChangesOf(byId as never).map((change) => {
      const { currency_a, currency_b, volume_a, volume_b, high, low } = change;
      return { currency_a, currency_b, volume_a, volume_b, high, low };
    });
    expect(bookChangesFrom(exchangesOf(segments))).toEqual(said);
    pairs += said.length;
  }
  expect(pairs).toBeGreaterThan(0);
});

test('the newest object of each index is the state: encoded by the reference codec, it has the hash in the header', () => {
  const newest = new Map<string, string>();
  for (const { index, object } of recordsOf(objectsTopic, ledgers)) {
    if (object === null) newest.delete(index as string);
    else newest.set(index as string, object as string);
  }
  const entries = [...newest]
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([index, object]) => ({
      key: Buffer.from(index, 'hex'),
      blob: Buffer.from(encode(JSON.parse(object) as Record<string, unknown>), 'hex'),
    }));
  const { accountHash } = parseHeader(ledgers.at(-1)!.at(-1)!.header);
  expect(stateTreeRoot(entries).equals(accountHash)).toBe(true);
});

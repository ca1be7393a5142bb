import { decimalText as exactText } from '../../xrpl/amount';
import { encodeAccountId } from '../../xrpl/base58';
import { currencyText } from '../../xrpl/currency';
import { balanceChanges as fromBinary } from '../../xrpl/transaction/balance-changes';
import { balanceHistory } from '../../web/src/account/balance-history';
import { balanceChanges } from '../../web/src/explain/balance-changes';
import { fillsOf } from '../../web/src/explain/fills';
import { amountValue, xrpOf } from '../../web/src/format/amount';
import { assetKey } from '../../web/src/format/currency';
import { add, decimalText, isNegative, isZero, zero } from '../../web/src/format/decimal';
import { recordedTransactions, type Recorded } from './recorded';

let recorded: Recorded[];
beforeAll(async () => (recorded = await recordedTransactions()));

test('holders have afterwards what the binary metadata says', () => {
  let compared = 0;
  for (const { meta, metadata, hash } of recorded) {
    const found = balanceChanges(meta).map(
      ({ account, asset, after }) => `${account} ${assetKey(asset)} ${decimalText(after)}`,
    );
    const expected = fromBinary(metadata).flatMap(({ account, asset, before, after }) => {
      if (before.mantissa <= 0n && after.mantissa <= 0n) return [];
      const holder = encodeAccountId(account);
      if ('mptId' in asset)
        return [`${holder} ${Buffer.from(asset.mptId).toString('hex').toUpperCase()} ${exactText(after)}`];
      const isXrp = asset.currency.every((byte) => byte === 0);
      if (isXrp) return [`${holder} XRP ${decimalText(xrpOf(exactText(after)))}`];
      const has = after.mantissa < 0n ? '0' : exactText(after);
      return [`${holder} ${currencyText(asset.currency)}.${encodeAccountId(asset.issuer)} ${has}`];
    });
    compared += found.length;
    expect([hash, ...found.sort()]).toEqual([hash, ...expected.sort()]);
  }
  expect(compared).toBeGreaterThan(10_000);
});

test('of offers that were taken, both sides are told, and neither is nothing', () => {
  const fills = recorded.flatMap(({ meta }) => fillsOf(meta));
  expect(fills.length).toBeGreaterThan(100);
  for (const { gave, got } of fills) {
    for (const amount of [gave, got]) expect(isNegative(amountValue(amount))).toBe(false);
    expect(isZero(amountValue(gave))).toBe(false);
  }
});

test('the history of a balance ends with what the account has, whatever it went through', () => {
  const account = 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq';
  const own = recorded.filter(({ meta }) => JSON.stringify(meta).includes(account));
  const points = balanceHistory(account, [...own].reverse());
  const sum = own
    .flatMap(({ meta }) => balanceChanges(meta))
    .filter((change) => change.account === account && assetKey(change.asset) === 'XRP');
  const total = sum.reduce((all, { difference }) => add(all, difference), zero);
  expect(points.at(-1)!.xrp).toBeCloseTo(Number(decimalText(total)), 6);
  expect(points.map(({ time }) => time)).toEqual([...new Set(points.map(({ time }) => time))].sort((a, b) => a - b));
});

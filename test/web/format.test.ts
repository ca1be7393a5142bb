import { amountText, exactNumber, glance, toAmount, xrpOf } from '../../web/src/format/amount';
import { assetHref, assetKey, currencyName, parseAsset } from '../../web/src/format/currency';
import { add, decimal, decimalText, isNegative, subtract } from '../../web/src/format/decimal';
import { duration, fromLedgerTime, fromNow } from '../../web/src/format/time';
import { parseSpans } from '../../web/src/live/spans';

test.each([
  ['1', '1'],
  ['-0.050', '-0.05'],
  ['1e-7', '0.0000001'],
  ['12.5E3', '12500'],
  ['9999999999999999e80', `${'9'.repeat(16)}${'0'.repeat(80)}`],
])('%s is read as %s', (text, exact) => {
  expect(decimalText(decimal(text))).toBe(exact);
});

test('decimals are added and subtracted without rounding', () => {
  expect(decimalText(add(decimal('0.1'), decimal('0.2')))).toBe('0.3');
  expect(decimalText(subtract(decimal('1e-15'), decimal('1')))).toBe('-0.999999999999999');
  expect(isNegative(subtract(decimal('1'), decimal('2')))).toBe(true);
  expect(() => decimal('many')).toThrow('no number: many');
});

test('XRP are told from drops, exactly', () => {
  expect(amountText('99999999971905450')).toBe('99,999,999,971.90545 XRP');
  expect(decimalText(xrpOf('1'))).toBe('0.000001');
  expect(toAmount({ currency: 'XRP' }, decimal('1.5'))).toBe('1500000');
  expect(amountText({ currency: 'USD', issuer: 'r', value: '1234.5' })).toBe('1,234.5 USD');
  expect(exactNumber('1234567890123456.7')).toBe('1,234,567,890,123,456.7');
});

test('at a glance ten digits are enough', () => {
  expect(glance(decimal('3.123456789012345'))).toBe('3.123456789');
  expect(glance(decimal('0.00000000012345'))).toBe('1.234e-10');
  expect(glance(decimal('0'))).toBe('0');
});

test('currency codes are told as people know them', () => {
  expect(currencyName('USD')).toBe('USD');
  expect(currencyName('534F4C4F00000000000000000000000000000000')).toBe('SOLO');
  expect(currencyName('02CA8C9B6FD7DB733CD8228156EAA69CB90E1B80')).toBe('02CA8C…1B80');
  expect(currencyName('03CA8C9B6FD7DB733CD8228156EAA69CB90E1B80')).toBe('LP CA8C9B…');
});

test.each(['XRP', 'USD.rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq', '000004C463C52827307480341125DA0577DEFC38405B0E3E'])(
  'the asset %s keeps its name',
  (key) => {
    expect(assetKey(parseAsset(key)!)).toBe(key);
  },
);

test('assets have pages, XRP aside', () => {
  expect(assetHref({ currency: 'XRP' })).toBeUndefined();
  expect(assetHref({ currency: 'A/B', issuer: 'r1' })).toBe('/token/A%2FB.r1');
  expect(parseAsset('nothing')).toBeUndefined();
});

test('times are told from now, and durations in two units', () => {
  const at = Date.UTC(2024, 10, 1);
  expect(fromLedgerTime(783_734_400)).toBe(at);
  expect(fromNow(at, at + 3000)).toBe('3 seconds ago');
  expect(fromNow(at, at - 7_200_000)).toBe('in 2 hours');
  expect(fromNow(at, at + 3 * 86_400_000)).toBe('3 days ago');
  expect([250, 3900, 61_000, 90_000_000].map(duration)).toEqual(['250 ms', '3.9 s', '1 min 1 s', '1 d 1 h']);
});

test('runs of ledgers are read from complete_ledgers', () => {
  expect(parseSpans('3-215,300')).toEqual([
    { first: 3, last: 215 },
    { first: 300, last: 300 },
  ]);
  expect(parseSpans('empty')).toEqual([]);
});

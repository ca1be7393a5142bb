import { amount, amountText } from '../../xrpl/amount';
import { compareDecimals, decimal, multiplyDecimals, ZERO } from '../../xrpl/number';
import { divideDecimals, squareRoot } from '../../xrpl/number-root';

const text = ({ mantissa, exponent }: { mantissa: bigint; exponent: number }): string =>
  amountText(amount('issued', mantissa, exponent));

it.each([
  [4n, 0, '2'],
  [2n, 0, '1.414213562373095'],
  [1n, 0, '1'],
  [1n, -10, '0.00001'],
  [144n, 4, '1200'],
])('the square root of %d × 10^%d is %s', (mantissa, exponent, expected) => {
  expect(text(squareRoot(decimal(mantissa, exponent)))).toBe(expected);
});

it('is right to a few units of the last digit, over many magnitudes', () => {
  for (let i = 1n; i < 400n; i++) {
    const n = decimal(i * i * 7919n + 13n, Number(i % 30n) - 15);
    const root = squareRoot(n);
    const low = decimal(root.mantissa - 5n, root.exponent);
    const high = decimal(root.mantissa + 5n, root.exponent);
    expect(compareDecimals(multiplyDecimals(low, low), n)).toBeLessThan(0);
    expect(compareDecimals(multiplyDecimals(high, high), n)).toBeGreaterThan(0);
  }
});

it('has no root of less than zero, and divides by no zero', () => {
  expect(squareRoot(ZERO)).toEqual(ZERO);
  expect(() => squareRoot(decimal(-1n, 0))).toThrow(RangeError);
  expect(() => divideDecimals(decimal(1n, 0), ZERO)).toThrow(RangeError);
  expect(text(divideDecimals(decimal(1n, 0), decimal(3n, 0)))).toBe('0.3333333333333333');
});

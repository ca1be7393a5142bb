import fc from 'fast-check';
import {
  addDecimals,
  compareDecimals,
  decimal,
  multiplyDecimals,
  negate,
  toInteger,
  ZERO,
  type Decimal,
  type Rounding,
} from '../../xrpl/number';

const n = (mantissa: bigint, exponent: number): Decimal => ({ mantissa, exponent });

const size = fc.oneof(
  fc.bigInt({ min: 10n ** 15n, max: 10n ** 16n - 1n }),
  fc.constantFrom(10n ** 15n, 10n ** 16n - 1n, 5n * 10n ** 15n, 10n ** 15n + 1n),
);
const number = fc
  .tuple(fc.boolean(), size, fc.integer({ min: -40, max: 40 }))
  .map(([negative, m, exponent]) => n(negative ? -m : m, exponent));

/** As a whole number of 10^-120. */
const exact = ({ mantissa, exponent }: Decimal): bigint =>
  mantissa === 0n ? 0n : mantissa * 10n ** BigInt(exponent + 120);
const ulp = ({ exponent }: Decimal): bigint => 10n ** BigInt(exponent + 120);
const size120 = (x: bigint) => (x < 0n ? -x : x);

describe('numbers as in the tests of rippled', () => {
  const almostOne = n(9_999_999_999_999_344n, -16);
  it.each([
    [n(1_000_000_000_000_000n, -15), n(6_555_555_555_555_555n, -29), n(1_000_000_000_000_066n, -15)],
    [n(-1_000_000_000_000_000n, -15), n(-6_555_555_555_555_555n, -29), n(-1_000_000_000_000_066n, -15)],
    [n(-1_000_000_000_000_000n, -15), n(6_555_555_555_555_555n, -29), negate(almostOne)],
    [n(1_000_000_000_000_000n, -15), n(-6_555_555_555_555_555n, -29), almostOne],
    [n(-6_555_555_555_555_555n, -29), n(1_000_000_000_000_000n, -15), almostOne],
    [ZERO, n(5_000_000_000_000_000n, -15), n(5_000_000_000_000_000n, -15)],
    [n(5_555_555_555_555_555n, -32_768), n(-5_555_555_555_555_554n, -32_768), ZERO],
    [n(-9_999_999_999_999_999n, -31), n(1_000_000_000_000_000n, -15), n(9_999_999_999_999_990n, -16)],
  ])('sum %#', (a, b, sum) => {
    expect(addDecimals(a, b)).toEqual(sum);
  });

  const root2 = n(1_414_213_562_373_095n, -15);
  it.each<[Decimal, Decimal, Rounding, Decimal]>([
    [root2, root2, 'nearest', n(2_000_000_000_000_000n, -15)],
    [negate(root2), root2, 'nearest', n(-2_000_000_000_000_000n, -15)],
    [n(3_214_285_714_285_706n, -15), n(3_111_111_111_111_119n, -15), 'nearest', n(1_000_000_000_000_000n, -14)],
    [root2, root2, 'towardsZero', n(1_999_999_999_999_999n, -15)],
    [negate(root2), root2, 'towardsZero', n(-1_999_999_999_999_999n, -15)],
    [n(3_214_285_714_285_706n, -15), n(3_111_111_111_111_119n, -15), 'towardsZero', n(9_999_999_999_999_999n, -15)],
    [root2, root2, 'downward', n(1_999_999_999_999_999n, -15)],
    [negate(root2), root2, 'downward', n(-2_000_000_000_000_000n, -15)],
    [root2, root2, 'upward', n(2_000_000_000_000_000n, -15)],
    [negate(root2), root2, 'upward', n(-1_999_999_999_999_999n, -15)],
  ])('product %#', (a, b, rounding, product) => {
    expect(multiplyDecimals(a, b, rounding)).toEqual(product);
  });

  it.each<[Decimal, bigint]>([
    [n(1_500_000_000_000_000n, -15), 2n],
    [n(2_500_000_000_000_000n, -15), 2n],
    [n(-1_500_000_000_000_000n, -15), -2n],
    [n(4_999_999_999_999_999n, -16), 0n],
    [n(5_000_000_000_000_000n, -16), 0n],
    [n(5_000_000_000_000_001n, -16), 1n],
    [n(9_999_999_999_999_999n, -40), 0n],
    [n(1_000_000_000_000_000n, 3), 10n ** 18n],
  ])('whole number of %p', (a, whole) => {
    expect(toInteger(a)).toBe(whole);
  });
});

describe('sums', () => {
  it('are within one unit of the last place of the exact one, and mostly nearest', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const sum = addDecimals(a, b);
        const error = size120(exact(sum) - exact(a) - exact(b));
        // rippled loses a digit where it rounds a difference down past a power of ten.
        expect(error <= ulp(sum.mantissa === 0n ? a : sum) * 10n).toBe(true);
        expect(addDecimals(b, a)).toEqual(sum);
        expect(addDecimals(negate(a), negate(b))).toEqual(negate(sum));
      }),
      { numRuns: 2000 },
    );
  });

  it('of a number and its opposite are zero', () => {
    fc.assert(fc.property(number, (a) => expect(addDecimals(a, negate(a))).toEqual(ZERO)));
  });

  it('of numbers without a carry are exactly the nearest, ties to even', () => {
    fc.assert(
      fc.property(
        size,
        fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }),
        fc.integer({ min: 1, max: 16 }),
        (m, small, shift) => {
          const b = decimal(small, -shift);
          fc.pre(
            b.mantissa !== 0n &&
              m + 10n ** 16n < 10n ** 16n * 10n &&
              m < 5n * 10n ** 15n &&
              small / 10n ** BigInt(shift) < 10n ** 15n,
          );
          const scale = 10n ** BigInt(shift);
          const total = m * scale + small;
          const [whole, rest] = [total / scale, (total % scale) * 2n];
          const up = rest > scale || (rest === scale && whole % 2n === 1n);
          expect(addDecimals(n(m, 0), b)).toEqual(decimal(whole + (up ? 1n : 0n), 0));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('products', () => {
  it('are the exact ones rounded as asked', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const product = exact(a) * exact(b);
        const unit = (d: Decimal) => 10n ** BigInt(d.exponent + 240);
        const value = (d: Decimal) => d.mantissa * unit(d);
        const [nearest, down, up, zero] = (['nearest', 'downward', 'upward', 'towardsZero'] as const).map((rounding) =>
          multiplyDecimals(a, b, rounding),
        ) as [Decimal, Decimal, Decimal, Decimal];
        expect(size120(value(nearest) - product) * 2n <= unit(nearest)).toBe(true);
        expect(value(down) <= product && product - value(down) < unit(down)).toBe(true);
        expect(value(up) >= product && value(up) - product < unit(up)).toBe(true);
        expect(zero).toEqual(product < 0n ? up : down);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('order', () => {
  it('is that of the values', () => {
    fc.assert(
      fc.property(number, fc.oneof(number, fc.constant(ZERO)), (a, b) => {
        const difference = exact(a) - exact(b);
        expect(Math.sign(compareDecimals(a, b))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
        expect(compareDecimals(a, a)).toBe(0);
      }),
    );
  });
});

describe('range', () => {
  it('ends', () => {
    expect(() => decimal(1n, 40_000)).toThrow(RangeError);
    expect(decimal(1n, -40_000)).toEqual(ZERO);
    expect(() => multiplyDecimals(n(10n ** 15n, 32_000), n(10n ** 15n, 1000))).toThrow(RangeError);
    expect(() => addDecimals(n(9n * 10n ** 15n, 32_768), n(9n * 10n ** 15n, 32_768))).toThrow(RangeError);
    expect(() => toInteger(n(10n ** 15n, 100))).toThrow(RangeError);
  });
});

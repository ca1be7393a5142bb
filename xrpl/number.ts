/**
 * rippled's `Number` (libxrpl/basics/Number.cpp): decimal floating point of 16 digits. Its rounding is part of the
 * protocol, slips included, so the steps here follow its, not what would be most exact.
 */
export interface Decimal {
  /** Signed; 0, or 10^15 to 10^16 - 1 in size. */
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** How a value between two numbers becomes one of them; a tie goes to the even one under `nearest`. */
export type Rounding = 'nearest' | 'towardsZero' | 'downward' | 'upward';

const MIN_MANTISSA = 10n ** 15n;
const MAX_MANTISSA = 10n ** 16n - 1n;
const MIN_EXPONENT = -32_768;
const MAX_EXPONENT = 32_768;

/** After as many digits, what is left of any mantissa is far below the last digit, and more make no difference. */
const ALL_SHIFTED_OUT = 40;

export const ZERO: Decimal = Object.freeze({ mantissa: 0n, exponent: -2_147_483_648 });

export const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const withSign = (size: bigint, negative: boolean): bigint => (negative ? -size : size);

/**
 * Digits shifted out below a mantissa, kept whole (rippled keeps 16 and whether there were more, which rounds alike).
 */
class Remainder {
  digits = 0n;
  unit = 1n;

  /** Takes the last digit of `m`, and returns `m` without it. */
  push(m: bigint): bigint {
    this.digits += (m % 10n) * this.unit;
    this.unit *= 10n;
    return m / 10n;
  }

  /** Gives back the digit just below the mantissa. */
  pop(): bigint {
    if (this.unit === 1n) return 0n;
    this.unit /= 10n;
    const digit = this.digits / this.unit;
    this.digits %= this.unit;
    return digit;
  }

  /** Whether a mantissa of this size moves by one for what was shifted out. */
  moves(m: bigint, negative: boolean, rounding: Rounding): boolean {
    switch (rounding) {
      case 'towardsZero':
        return false;
      case 'downward':
        return negative && this.digits > 0n;
      case 'upward':
        return !negative && this.digits > 0n;
      case 'nearest': {
        const twice = this.digits * 2n;
        return twice > this.unit || (twice === this.unit && (m & 1n) === 1n);
      }
    }
  }
}

/**
 * The number of 16 digits for `mantissa` × 10^`exponent`.
 * @throws RangeError when it is too large.
 */
export function decimal(mantissa: bigint, exponent: number, rounding: Rounding = 'nearest'): Decimal {
  if (mantissa === 0n) return ZERO;
  const negative = mantissa < 0n;
  let m = abs(mantissa);
  while (m < MIN_MANTISSA && exponent > MIN_EXPONENT) {
    m *= 10n;
    exponent -= 1;
  }
  const rest = new Remainder();
  while (m > MAX_MANTISSA) {
    m = rest.push(m);
    exponent += 1;
  }
  if (exponent < MIN_EXPONENT || m < MIN_MANTISSA) return ZERO;
  return roundedUp(m, exponent, rest, negative, rounding);
}

function roundedUp(m: bigint, exponent: number, rest: Remainder, negative: boolean, rounding: Rounding): Decimal {
  if (rest.moves(m, negative, rounding)) m += 1n;
  if (m > MAX_MANTISSA) {
    m /= 10n;
    exponent += 1;
  }
  return inRange(m, exponent, negative);
}

function inRange(m: bigint, exponent: number, negative: boolean): Decimal {
  if (exponent < MIN_EXPONENT) return ZERO;
  if (exponent > MAX_EXPONENT) throw new RangeError('number overflow');
  return { mantissa: withSign(m, negative), exponent };
}

export function negate(a: Decimal): Decimal {
  return a.mantissa === 0n ? a : { mantissa: -a.mantissa, exponent: a.exponent };
}

/** @throws RangeError when the sum is too large. */
export function addDecimals(a: Decimal, b: Decimal, rounding: Rounding = 'nearest'): Decimal {
  if (b.mantissa === 0n) return a;
  if (a.mantissa === 0n) return b;
  if (a.mantissa === -b.mantissa && a.exponent === b.exponent) return ZERO;
  const [large, small] = a.exponent >= b.exponent ? [a, b] : [b, a];
  const rest = new Remainder();
  let m = abs(small.mantissa);
  for (let i = Math.min(large.exponent - small.exponent, ALL_SHIFTED_OUT); i > 0; i -= 1) m = rest.push(m);
  const negative = small.mantissa < 0n;
  if (negative === large.mantissa < 0n) return sum(abs(large.mantissa) + m, large.exponent, rest, negative, rounding);
  return difference(large, m, negative, rest, rounding);
}

function sum(m: bigint, exponent: number, rest: Remainder, negative: boolean, rounding: Rounding): Decimal {
  if (m > MAX_MANTISSA) {
    // The digit that overflows weighs more than those already shifted out.
    m = rest.push(m);
    exponent += 1;
  }
  return roundedUp(m, exponent, rest, negative, rounding);
}

function difference(
  large: Decimal,
  small: bigint,
  smallNegative: boolean,
  rest: Remainder,
  rounding: Rounding,
): Decimal {
  let exponent = large.exponent;
  const size = abs(large.mantissa);
  const largeWins = size > small;
  const negative = largeWins ? large.mantissa < 0n : smallNegative;
  let m = largeWins ? size - small : small - size;
  while (m < MIN_MANTISSA) {
    m = m * 10n - rest.pop();
    exponent -= 1;
  }
  // rippled rounds by the sign of the operand that was shifted, not by that of the result.
  if (rest.moves(m, smallNegative, rounding)) m -= 1n;
  if (m < MIN_MANTISSA) {
    m *= 10n;
    exponent -= 1;
  }
  return inRange(m, exponent, negative);
}

/** @throws RangeError when the product is too large. */
export function multiplyDecimals(a: Decimal, b: Decimal, rounding: Rounding = 'nearest'): Decimal {
  if (a.mantissa === 0n || b.mantissa === 0n) return ZERO;
  return decimal(a.mantissa * b.mantissa, a.exponent + b.exponent, rounding);
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const [x, y] = [a.mantissa, b.mantissa];
  if (x === 0n || y === 0n || x < 0n !== y < 0n) return x < y ? -1 : x > y ? 1 : 0;
  const bySize = a.exponent === b.exponent ? (x < y ? -1 : x > y ? 1 : 0) : a.exponent < b.exponent ? -1 : 1;
  return a.exponent === b.exponent || x > 0n ? bySize : -bySize;
}

/**
 * The whole number that it is rounded to. The mantissa may have any size here.
 * @throws RangeError when the exponent is above 20: no amount is as large.
 */
export function toInteger(a: Decimal, rounding: Rounding = 'nearest'): bigint {
  if (a.mantissa === 0n) return 0n;
  const negative = a.mantissa < 0n;
  let m = abs(a.mantissa);
  if (a.exponent > 20) throw new RangeError('number overflow');
  if (a.exponent >= 0) return withSign(m * 10n ** BigInt(a.exponent), negative);
  const rest = new Remainder();
  for (let i = Math.min(-a.exponent, ALL_SHIFTED_OUT); i > 0; i -= 1) m = rest.push(m);
  if (rest.moves(m, negative, rounding)) m += 1n;
  return withSign(m, negative);
}

import { addDecimals, compareDecimals, decimal, multiplyDecimals, ZERO, type Decimal } from './number';

const DIVISION_SHIFT = 17;

/** As rippled's Number divides. @throws RangeError when `b` is zero or the quotient is too large. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (b.mantissa === 0n) throw new RangeError('division by zero');
  if (a.mantissa === 0n) return ZERO;
  const quotient = (a.mantissa * 10n ** BigInt(DIVISION_SHIFT)) / b.mantissa;
  return decimal(quotient, a.exponent - b.exponent - DIVISION_SHIFT);
}

const whole = (n: bigint): Decimal => decimal(n, 0);
const [ONE, TWO] = [whole(1n), whole(2n)];
/** A curve close to the root between 0 and 1: (-60 f² + 144 f + 18) / 105. */
const [SQUARE, LINEAR, CONSTANT, DIVISOR] = [whole(-60n), whole(144n), whole(18n), whole(105n)];

/**
 * The square root as rippled's Number finds it: Newton's method from a guess by a curve, until the result stays or
 * goes back and forth. Following the same steps gives the same last digit.
 * @throws RangeError when `a` is negative.
 */
export function squareRoot(a: Decimal): Decimal {
  if (a.mantissa < 0n) throw new RangeError('the square root of a negative number');
  if (a.mantissa === 0n || compareDecimals(a, ONE) === 0) return a;
  // Brings it between 0 and 1, by an even power of ten.
  let power = a.exponent + 16;
  if (power % 2 !== 0) power += 1;
  const f = decimal(a.mantissa, a.exponent - power);
  const curve = addDecimals(multiplyDecimals(addDecimals(multiplyDecimals(SQUARE, f), LINEAR), f), CONSTANT);
  let root = divideDecimals(curve, DIVISOR);
  let last: Decimal | undefined;
  let beforeLast: Decimal | undefined;
  const isSame = (b: Decimal | undefined): boolean => b !== undefined && compareDecimals(root, b) === 0;
  do {
    beforeLast = last;
    last = root;
    root = divideDecimals(addDecimals(root, divideDecimals(f, root)), TWO);
  } while (!isSame(last) && !isSame(beforeLast));
  return { mantissa: root.mantissa, exponent: root.exponent + power / 2 };
}

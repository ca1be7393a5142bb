import { amount, sameKind, zero, type Amount, type AmountKind } from './amount';
import { abs, addDecimals, decimal, multiplyDecimals } from './number';

/**
 * Arithmetic as rippled does it (libxrpl/protocol/STAmount.cpp with the `Number` of fixUniversalNumber), to the last
 * digit. All functions throw RangeError when the result is too large.
 */

export function negateAmount(a: Amount): Amount {
  return a.mantissa === 0n ? a : { ...a, mantissa: -a.mantissa };
}

/** @throws RangeError also when they are of different kinds. */
export function addAmounts(a: Amount, b: Amount): Amount {
  const kind = sameKind(a, b);
  if (b.mantissa === 0n) return a;
  if (a.mantissa === 0n) return b;
  if (kind !== 'issued') return amount(kind, a.mantissa + b.mantissa);
  const sum = addDecimals(a, b);
  return amount(kind, sum.mantissa, sum.exponent);
}

/** @throws RangeError also when they are of different kinds. */
export function subtractAmounts(a: Amount, b: Amount): Amount {
  return addAmounts(a, negateAmount(b));
}

/** The product as an amount of `kind`. */
export function multiplyAmounts(a: Amount, b: Amount, kind: AmountKind): Amount {
  if (a.mantissa === 0n || b.mantissa === 0n) return zero(kind);
  if (kind !== 'issued' && a.kind === kind && b.kind === kind) return amount(kind, a.mantissa * b.mantissa);
  // Drops and MPTs can have more digits than a Number: they are rounded to it first.
  const product = multiplyDecimals(decimal(a.mantissa, a.exponent), decimal(b.mantissa, b.exponent));
  return amount(kind, product.mantissa, product.exponent);
}

const SCALE = 10n ** 17n;

/**
 * The quotient as an amount of `kind`.
 * @throws RangeError also when `b` is zero.
 */
export function divideAmounts(a: Amount, b: Amount, kind: AmountKind): Amount {
  if (b.mantissa === 0n) throw new RangeError('division by zero');
  if (a.mantissa === 0n) return zero(kind);
  const [numerator, denominator] = [scaled(a), scaled(b)];
  const quotient = within64((numerator.size * SCALE) / denominator.size) + 5n;
  const negative = a.mantissa < 0n !== b.mantissa < 0n;
  return amount(kind, negative ? -quotient : quotient, numerator.exponent - denominator.exponent - 17);
}

export interface Scaled {
  size: bigint;
  exponent: number;
}

/** The size of an amount with at least 16 digits, as long multiplication wants it. */
export function scaled({ mantissa, exponent }: Amount): Scaled {
  let size = abs(mantissa);
  while (size < 10n ** 15n) {
    size *= 10n;
    exponent -= 1;
  }
  return { size, exponent };
}

/** rippled computes with 128 bits, but what comes out must fit into 64. */
export function within64(n: bigint): bigint {
  if (n >= 1n << 64n) throw new RangeError('amount overflow');
  return n;
}

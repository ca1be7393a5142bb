import { amount, MIN_EXPONENT, MIN_MANTISSA, zero, type Amount, type AmountKind } from './amount';
import { scaled, within64, type Scaled } from './amount-arithmetic';
import type { Rounding } from './number';

/**
 * Products and quotients that are rounded away from zero (`roundUp`) or towards it, as rippled rounds what offers and
 * payments cost. The `Strict` ones came with fixReducedOffersV1; the others round whole amounts oddly, and ledgers
 * are full of what they did. Source: libxrpl/protocol/STAmount.cpp. All throw RangeError when the result is too large.
 */

const MULTIPLY_SCALE = 10n ** 14n;
const DIVIDE_SCALE = 10n ** 17n;
const MAX_MANTISSA = MIN_MANTISSA * 10n - 1n;

export function multiplyRound(a: Amount, b: Amount, kind: AmountKind, roundUp: boolean): Amount {
  return multiply(a, b, kind, roundUp, cutLegacy, 'nearest');
}

export function multiplyRoundStrict(a: Amount, b: Amount, kind: AmountKind, roundUp: boolean): Amount {
  return multiply(a, b, kind, roundUp, cutStrict, 'towardsZero');
}

/** @throws RangeError also when `b` is zero. */
export function divideRound(a: Amount, b: Amount, kind: AmountKind, roundUp: boolean): Amount {
  return divide(a, b, kind, roundUp, () => 'nearest');
}

/** @throws RangeError also when `b` is zero. */
export function divideRoundStrict(a: Amount, b: Amount, kind: AmountKind, roundUp: boolean): Amount {
  return divide(a, b, kind, roundUp, (negative) => (roundUp !== negative ? 'upward' : 'downward'));
}

/** Cuts a value to the digits that its kind has, and moves it up by one where that lost something. */
type Cut = (whole: boolean, value: Scaled, roundUp: boolean) => Scaled;

function multiply(a: Amount, b: Amount, kind: AmountKind, roundUp: boolean, cut: Cut, rounding: Rounding): Amount {
  if (a.mantissa === 0n || b.mantissa === 0n) return zero(kind);
  if (kind !== 'issued' && a.kind === kind && b.kind === kind) return amount(kind, a.mantissa * b.mantissa);
  const [x, y] = [scaled(a), scaled(b)];
  const negative = a.mantissa < 0n !== b.mantissa < 0n;
  const away = negative !== roundUp;
  const size = within64((x.size * y.size + (away ? MULTIPLY_SCALE - 1n : 0n)) / MULTIPLY_SCALE);
  const product = { size, exponent: x.exponent + y.exponent + 14 };
  // rippled asks here for XRP alone: products in MPTs are cut like issued ones.
  return finish(away ? cut(kind === 'xrp', product, roundUp) : product, kind, negative, roundUp, rounding);
}

function divide(
  a: Amount,
  b: Amount,
  kind: AmountKind,
  roundUp: boolean,
  rounding: (negative: boolean) => Rounding,
): Amount {
  if (b.mantissa === 0n) throw new RangeError('division by zero');
  if (a.mantissa === 0n) return zero(kind);
  const [x, y] = [scaled(a), scaled(b)];
  const negative = a.mantissa < 0n !== b.mantissa < 0n;
  const away = negative !== roundUp;
  const size = within64((x.size * DIVIDE_SCALE + (away ? y.size - 1n : 0n)) / y.size);
  const quotient = { size, exponent: x.exponent - y.exponent - 17 };
  const value = away ? cutLegacy(kind !== 'issued', quotient) : quotient;
  return finish(value, kind, negative, roundUp, rounding(negative));
}

function finish(value: Scaled, kind: AmountKind, negative: boolean, roundUp: boolean, rounding: Rounding): Amount {
  const result = amount(kind, negative ? -value.size : value.size, value.exponent, rounding);
  if (!roundUp || negative || result.mantissa !== 0n) return result;
  // Rounded up, something is never nothing.
  return kind === 'issued' ? { kind, mantissa: MIN_MANTISSA, exponent: MIN_EXPONENT } : amount(kind, 1n);
}

function cutLegacy(whole: boolean, value: Scaled): Scaled {
  if (!whole) return cutIssued(value);
  let { size, exponent } = value;
  if (exponent >= 0) return value;
  let steps = 0;
  for (; exponent < -1; exponent += 1) {
    size /= 10n;
    steps += 1;
  }
  return { size: (size + (steps >= 2 ? 9n : 10n)) / 10n, exponent: 0 };
}

function cutStrict(whole: boolean, value: Scaled, roundUp: boolean): Scaled {
  if (!whole) return cutIssued(value);
  let { size, exponent } = value;
  if (exponent >= 0) return value;
  let lost = false;
  for (; exponent < -1; exponent += 1) {
    lost ||= size % 10n !== 0n;
    size /= 10n;
  }
  return { size: (size + (lost && roundUp ? 10n : 9n)) / 10n, exponent: 0 };
}

function cutIssued({ size, exponent }: Scaled): Scaled {
  if (size <= MAX_MANTISSA) return { size, exponent };
  for (; size > MAX_MANTISSA * 10n; exponent += 1) size /= 10n;
  return { size: (size + 9n) / 10n, exponent: exponent + 1 };
}

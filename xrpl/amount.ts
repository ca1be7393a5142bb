import { abs, compareDecimals, decimal, toInteger, type Rounding } from './number';

/** What rules an amount follows: drops and MPTs are whole, issued currencies have 16 digits. */
export type AmountKind = 'xrp' | 'mpt' | 'issued';

/**
 * An amount without what it is of: `mantissa` × 10^`exponent`, as rippled's STAmount has it.
 * Whole amounts have exponent 0; the mantissa of issued ones is 0 or from 10^15 to 10^16 - 1 in size.
 */
export interface Amount {
  readonly kind: AmountKind;
  /** Signed. */
  readonly mantissa: bigint;
  readonly exponent: number;
}

export const MIN_EXPONENT = -96;
export const MAX_EXPONENT = 80;
export const MIN_MANTISSA = 10n ** 15n;
const ZERO_EXPONENT = -100;
const MAX_DROPS = 10n ** 17n;
const MAX_MPT = 2n ** 63n - 1n;

const zeros: Readonly<Record<AmountKind, Amount>> = {
  xrp: { kind: 'xrp', mantissa: 0n, exponent: 0 },
  mpt: { kind: 'mpt', mantissa: 0n, exponent: 0 },
  issued: { kind: 'issued', mantissa: 0n, exponent: ZERO_EXPONENT },
};

export function zero(kind: AmountKind): Amount {
  return zeros[kind];
}

/**
 * The amount for `mantissa` × 10^`exponent`, rounded as the kind demands.
 * @throws RangeError when it is too large. What is too small becomes zero.
 */
export function amount(kind: AmountKind, mantissa: bigint, exponent = 0, rounding: Rounding = 'nearest'): Amount {
  if (mantissa === 0n) return zero(kind);
  if (kind === 'issued') {
    const n = decimal(mantissa, exponent, rounding);
    if (n.exponent > MAX_EXPONENT) throw new RangeError('issued amount overflow');
    return n.mantissa === 0n || n.exponent < MIN_EXPONENT ? zero(kind) : { kind, ...n };
  }
  if (exponent <= -20) return zero(kind);
  if (exponent > (kind === 'xrp' ? 17 : 18)) throw new RangeError(`${kind} amount overflow`);
  const whole = toInteger({ mantissa, exponent }, rounding);
  if (abs(whole) > (kind === 'xrp' ? MAX_DROPS : MAX_MPT)) throw new RangeError(`${kind} amount overflow`);
  return { kind, mantissa: whole, exponent: 0 };
}

const TEXT = /^([-+]?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;

/**
 * The amount of a JSON text, such as `"1.5"` or `"15e-1"`.
 * @throws RangeError when it isn't a number, is too large, or is a fraction of a whole kind.
 */
export function parseAmount(kind: AmountKind, text: string): Amount {
  const [, sign, whole, fraction = '', power = '0'] = TEXT.exec(text) ?? [];
  if (whole === undefined || text.length > 128) throw new RangeError(`not an amount: ${text.slice(0, 128)}`);
  const exponent = Number(power) - fraction.length;
  if (kind !== 'issued' && exponent < 0) throw new RangeError(`${kind} amounts are whole: ${text}`);
  const size = BigInt(whole + fraction);
  return amount(kind, sign === '-' ? -size : size, exponent);
}

/**
 * The text in rippled's JSON: plain where the point is near the digits, otherwise `1000000000000000e-4`.
 * Source: STAmount::getText.
 */
export function amountText(amount: Amount): string {
  const { kind, mantissa, exponent } = amount;
  const plain = kind !== 'issued' || exponent === 0 || (exponent >= -25 && exponent <= -5);
  return plain || mantissa === 0n ? decimalText(amount) : `${mantissa}e${exponent}`;
}

/** All the digits and a point where one is needed, never an exponent. */
export function decimalText({ mantissa, exponent }: Amount): string {
  if (mantissa === 0n) return '0';
  const digits = abs(mantissa).toString();
  const sign = mantissa < 0n ? '-' : '';
  if (exponent >= 0) return `${sign}${digits}${'0'.repeat(exponent)}`;
  const padded = digits.padStart(1 - exponent, '0');
  const point = padded.length + exponent;
  const fraction = padded.slice(point).replace(/0+$/, '');
  return `${sign}${padded.slice(0, point)}${fraction === '' ? '' : `.${fraction}`}`;
}

/**
 * Below, at or above zero as `a` is below, at or above `b`.
 * @throws RangeError when they are of different kinds.
 */
export function compareAmounts(a: Amount, b: Amount): number {
  sameKind(a, b);
  return compareDecimals(a, b);
}

/** @throws RangeError when they are of different kinds. */
export function sameKind(a: Amount, b: Amount): AmountKind {
  if (a.kind !== b.kind) throw new RangeError(`${a.kind} and ${b.kind} amounts don't compare`);
  return a.kind;
}

import { putCopy, putPooled, putText, putUInt64, uint32At } from './ascii';
import type { FieldCode } from './field-type';
import { current } from './json-form';
import { Malformed } from './malformed';
import { TextPool } from './text-pool';
import { putAccount, putCurrency, putQuotedHex } from './value-json';

const texts = new TextPool();
const VALUE = texts.add('{"value":"');
const VALUE_CURRENCY = texts.add('","currency":');
const ISSUANCE = texts.add('","mpt_issuance_id":');
const ISSUER = texts.add(',"issuer":');

const QUOTE = 0x22;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

export function putAmount(out: DataView, to: number, bytes: Uint8Array, from: number, code: FieldCode): number {
  const first = bytes[from]!;
  if ((first & 0x80) !== 0) return putIssued(out, to, bytes, from, code);
  if ((first & 0x20) !== 0) return putToken(out, to, bytes, from);
  out.setUint8(to, QUOTE);
  to += 1;
  if ((first & 0x40) === 0) {
    out.setUint8(to, MINUS);
    to += 1;
  }
  to = putUInt64(out, to, uint32At(bytes, from) & 0x1fff_ffff, uint32At(bytes, from + 4));
  out.setUint8(to, QUOTE);
  return to + 1;
}

function putIssued(out: DataView, to: number, bytes: Uint8Array, from: number, code: FieldCode): number {
  to = putPooled(out, to, texts, VALUE);
  to = putIssuedValue(out, to, bytes, from, code);
  to = putPooled(out, to, texts, VALUE_CURRENCY);
  to = putCurrency(out, to, bytes, from + 8);
  to = putPooled(out, to, texts, ISSUER);
  to = putAccount(out, to, bytes, from + 28);
  out.setUint8(to, 0x7d);
  return to + 1;
}

/** Byte 0 of value's sign, 8 of value, 24 of issuance id. */
function putToken(out: DataView, to: number, bytes: Uint8Array, from: number): number {
  to = putPooled(out, to, texts, VALUE);
  if ((bytes[from]! & 0x40) === 0) {
    out.setUint8(to, MINUS);
    to += 1;
  }
  to = putUInt64(out, to, uint32At(bytes, from + 1), uint32At(bytes, from + 5));
  to = putPooled(out, to, texts, ISSUANCE);
  to = putQuotedHex(out, to, bytes, from + 9, 24);
  out.setUint8(to, 0x7d);
  return to + 1;
}

const digits = new Uint8Array(17);

/**
 * Sign 1 bit, exponent + 97 8 bits, mantissa 54 bits, as plain decimals without trailing zeros.
 * @throws Malformed when the value has more than 16 digits or is out of the range of issued currencies.
 */
export function putIssuedValue(out: DataView, to: number, bytes: Uint8Array, from: number, code: FieldCode): number {
  const b0 = bytes[from]!;
  const b1 = bytes[from + 1]!;
  // The mantissa in two decimal halves, because 54 bits are one more than a double holds. 2³² = 42 · 10⁸ + 94967296.
  const upper = ((b1 & 0x3f) << 16) | (bytes[from + 2]! << 8) | bytes[from + 3]!;
  const rest = upper * 94_967_296 + uint32At(bytes, from + 4);
  const carry = Math.floor(rest / 1e8);
  let left = upper * 42 + carry;
  let right = rest - carry * 1e8;
  if (left === 0 && right === 0) {
    out.setUint8(to, ZERO);
    return to + 1;
  }
  let count = 17;
  for (let i = 16; i > 8; i -= 1) {
    const tenth = (right / 10) | 0;
    digits[i] = ZERO + right - tenth * 10;
    right = tenth;
  }
  for (let i = 8; i >= 0; i -= 1) {
    const tenth = (left / 10) | 0;
    digits[i] = ZERO + left - tenth * 10;
    left = tenth;
  }
  let begin = 0;
  while (digits[begin] === ZERO) begin += 1;
  let exponent = ((b0 & 0x3f) << 2) + (b1 >> 6) - 97;
  while (digits[count - 1] === ZERO) {
    count -= 1;
    exponent += 1;
  }
  const significant = count - begin;
  /** Digits before the point; not above 0 when there are none. */
  const whole = significant + exponent;
  if (significant > 16 || whole > 96 || whole < -80) {
    throw new Malformed('issued amount out of range', from, code);
  }

  if ((b0 & 0x40) === 0) {
    out.setUint8(to, MINUS);
    to += 1;
  }
  // rippled's offset: the exponent of a mantissa of 16 digits.
  const offset = whole - 16;
  if (current.rippled && offset !== 0 && (offset < -25 || offset > -5))
    return putScientific(out, to, begin, significant, offset);
  if (whole <= 0) {
    out.setUint8(to, ZERO);
    out.setUint8(to + 1, POINT);
    to += 2;
    for (let i = whole; i < 0; i += 1, to += 1) out.setUint8(to, ZERO);
    return putCopy(out, to, digits, begin, significant);
  }
  if (exponent >= 0) {
    to = putCopy(out, to, digits, begin, significant);
    for (let i = 0; i < exponent; i += 1, to += 1) out.setUint8(to, ZERO);
    return to;
  }
  to = putCopy(out, to, digits, begin, whole);
  out.setUint8(to, POINT);
  return putCopy(out, to + 1, digits, begin + whole, significant - whole);
}

function putScientific(out: DataView, to: number, begin: number, significant: number, offset: number): number {
  to = putCopy(out, to, digits, begin, significant);
  for (let i = significant; i < 16; i += 1, to += 1) out.setUint8(to, ZERO);
  return putText(out, to, `e${offset}`);
}

import { ADDRESS_WORDS, addressLength, addressPlace, addressWords } from '../base58';
import { isCurrencyCode, isXrp, RIPPLED_CODE } from '../currency';
import { putCopy, putHex, putInteger, putPooled, putText, putUInt64, putWords, uint32At } from './ascii';
import { issueSize, PathStep, stepSize } from './layout';
import { Malformed } from './malformed';
import { TextPool } from './text-pool';
import type { FieldCode } from './field-type';

/** JSON of the values that have an inner structure. Like the writers of `ascii.ts`; the input must all be there. */

/** Of the call in progress: rippled's JSON rather than the package's, where the two differ. */
let rippled = false;
export function writeAsRippled(yes: boolean): void {
  rippled = yes;
}

const texts = new TextPool();
const VALUE = texts.add('{"value":"');
const VALUE_CURRENCY = texts.add('","currency":');
const ISSUER = texts.add(',"issuer":');
const ISSUANCE = texts.add('","mpt_issuance_id":');
const CURRENCY = texts.add('{"currency":');
const XRP_ISSUE = texts.add('{"currency":"XRP"}');
const TOKEN_ISSUE = texts.add('{"mpt_issuance_id":"');
const LOCKING_DOOR = texts.add('{"LockingChainDoor":');
const LOCKING_ISSUE = texts.add(',"LockingChainIssue":');
const ISSUING_DOOR = texts.add(',"IssuingChainDoor":');
const ISSUING_ISSUE = texts.add(',"IssuingChainIssue":');
const STEP_ACCOUNT = texts.add(',"account":');
const STEP_CURRENCY = texts.add(',"currency":');
const XRP = texts.add('"XRP"');

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

export function putQuotedHex(out: DataView, to: number, bytes: Uint8Array, from: number, size: number): number {
  out.setUint8(to, QUOTE);
  to = putHex(out, to + 1, bytes, from, size);
  out.setUint8(to, QUOTE);
  return to + 1;
}

export function putAccount(out: DataView, to: number, bytes: Uint8Array, from: number): number {
  const place = addressPlace(bytes, from);
  out.setUint8(to, QUOTE);
  to = putWords(out, to + 1, addressWords, place * ADDRESS_WORDS, addressLength[place]!);
  out.setUint8(to, QUOTE);
  return to + 1;
}

export function putCurrency(out: DataView, to: number, bytes: Uint8Array, from: number): number {
  if (rippled ? isCurrencyCode(bytes, from, RIPPLED_CODE) : isCurrencyCode(bytes, from)) {
    out.setUint8(to, QUOTE);
    to = putCopy(out, to + 1, bytes, from + 12, 3);
    out.setUint8(to, QUOTE);
    return to + 1;
  }
  if (isXrp(bytes, from)) return putPooled(out, to, texts, XRP);
  return putQuotedHex(out, to, bytes, from, 20);
}

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
  if (rippled && offset !== 0 && (offset < -25 || offset > -5))
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

export function putIssue(out: DataView, to: number, bytes: Uint8Array, from: number, size: number): number {
  if (size === 20) return putPooled(out, to, texts, XRP_ISSUE);
  if (size === 44) {
    to = putPooled(out, to, texts, TOKEN_ISSUE);
    // The sequence is little-endian here, unlike everywhere else.
    for (let i = 43; i >= 40; i -= 1) to = putHex(out, to, bytes, from + i, 1);
    to = putHex(out, to, bytes, from, 20);
    return putText(out, to, '"}');
  }
  to = putPooled(out, to, texts, CURRENCY);
  to = putCurrency(out, to, bytes, from);
  to = putPooled(out, to, texts, ISSUER);
  to = putAccount(out, to, bytes, from + 20);
  out.setUint8(to, 0x7d);
  return to + 1;
}

export function putBridge(out: DataView, to: number, bytes: Uint8Array, from: number, code: FieldCode): number {
  to = putPooled(out, to, texts, LOCKING_DOOR);
  to = putAccount(out, to, bytes, from + 1);
  to = putPooled(out, to, texts, LOCKING_ISSUE);
  const size = issueSize(bytes, from + 21, code);
  to = putIssue(out, to, bytes, from + 21, size);
  from += 21 + size;
  to = putPooled(out, to, texts, ISSUING_DOOR);
  to = putAccount(out, to, bytes, from + 1);
  to = putPooled(out, to, texts, ISSUING_ISSUE);
  to = putIssue(out, to, bytes, from + 21, issueSize(bytes, from + 21, code));
  out.setUint8(to, 0x7d);
  return to + 1;
}

/** At most 170 bytes for a step of one byte or more. */
export function putPathSet(out: DataView, to: number, bytes: Uint8Array, from: number, code: FieldCode): number {
  to = putText(out, to, '[[');
  for (let at = from; ;) {
    const step = bytes[at]!;
    if (step === PathStep.end || step === PathStep.boundary) {
      // In place of the comma after the last step.
      to = putText(out, to - 1, step === PathStep.end ? ']]' : '],[');
      if (step === PathStep.end) return to;
      at += 1;
      continue;
    }
    const size = stepSize(bytes, at, code);
    putStep(out, to, bytes, at);
    to = stepEnd;
    at += 1 + size;
  }
}

let stepEnd = 0;

function putStep(out: DataView, to: number, bytes: Uint8Array, at: number): void {
  const step = bytes[at]!;
  let next = at + 1;
  const open = to;
  if ((step & PathStep.account) !== 0) {
    to = putAccount(out, putPooled(out, to, texts, STEP_ACCOUNT), bytes, next);
    next += 20;
  }
  const currency = next;
  if ((step & PathStep.currency) !== 0) next += 20;
  // On the wire the currency comes first, in JSON the issuer.
  if ((step & PathStep.issuer) !== 0) to = putAccount(out, putPooled(out, to, texts, ISSUER), bytes, next);
  if ((step & PathStep.currency) !== 0)
    to = putCurrency(out, putPooled(out, to, texts, STEP_CURRENCY), bytes, currency);
  if (rippled) to = putInteger(out, putText(out, to, ',"type":'), step);
  out.setUint8(open, 0x7b);
  out.setUint8(to, 0x7d);
  out.setUint8(to + 1, COMMA);
  stepEnd = to + 2;
}

/** Signed 32-bit integer. */
export function putInt32(out: DataView, to: number, bytes: Uint8Array, from: number): number {
  const value = uint32At(bytes, from) | 0;
  if (value >= 0) return putInteger(out, to, value);
  out.setUint8(to, MINUS);
  return putInteger(out, to + 1, -value);
}

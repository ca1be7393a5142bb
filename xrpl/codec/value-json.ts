import { ADDRESS_WORDS, addressLength, addressPlace, addressWords } from '../base58';
import { isCurrencyCode, isXrp, RIPPLED_CODE } from '../currency';
import { putCopy, putHex, putInteger, putPooled, putText, putWords, uint32At } from './ascii';
import { issueSize, PathStep, stepSize } from './layout';
import { current } from './json-form';
import { TextPool } from './text-pool';
import type { FieldCode } from './field-type';

/** JSON of the values that have an inner structure. Like the writers of `ascii.ts`; the input must all be there. */

const texts = new TextPool();
const ISSUER = texts.add(',"issuer":');
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
  if (current.rippled ? isCurrencyCode(bytes, from, RIPPLED_CODE) : isCurrencyCode(bytes, from)) {
    out.setUint8(to, QUOTE);
    to = putCopy(out, to + 1, bytes, from + 12, 3);
    out.setUint8(to, QUOTE);
    return to + 1;
  }
  if (isXrp(bytes, from)) return putPooled(out, to, texts, XRP);
  return putQuotedHex(out, to, bytes, from, 20);
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
  if (current.rippled) to = putInteger(out, putText(out, to, ',"type":'), step);
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

import { END_OF_ARRAY, END_OF_OBJECT, FieldType, fixedSize, MAX_DEPTH, MAX_LENGTH, type FieldCode } from './field-type';
import { Malformed } from './malformed';

/** Steps of a path (rippled's STPathElement). */
export const PathStep = { end: 0, account: 0x01, currency: 0x10, issuer: 0x20, boundary: 0xff } as const;
const ANY_STEP = PathStep.account | PathStep.currency | PathStep.issuer;

/** The reference takes the end of the data for the end of whatever is open; rippled doesn't. */
export const UNENDED = 'no end marker before the data ends';

const truncated = (at: number, code: FieldCode): Malformed => new Malformed('the data ends too early', at, code);

/** @throws Malformed when `size` bytes at `at` aren't all there. */
export function need(bytes: Uint8Array, at: number, size: number, code: FieldCode): void {
  if (at + size > bytes.length) throw truncated(bytes.length, code);
}

/** The code of the field whose header begins at `at`. `owner` is the field that holds it. */
export function headerAt(bytes: Uint8Array, at: number, owner: FieldCode): FieldCode {
  need(bytes, at, 1, owner);
  const first = bytes[at]!;
  let type = first >> 4;
  let number = first & 15;
  if (type !== 0 && number !== 0) return (type << 8) | number;
  let next = at + 1;
  if (type === 0) {
    need(bytes, next, 1, owner);
    type = bytes[next]!;
    next += 1;
    if (type < 16) throw new Malformed(`type code ${type} is not in its shortest form`, at, owner);
  }
  if (number === 0) {
    need(bytes, next, 1, owner);
    number = bytes[next]!;
    if (number < 16) throw new Malformed(`field code ${number} is not in its shortest form`, at, owner);
  }
  return (type << 8) | number;
}

/** Bytes of the header of `code`. */
export function headerSize(code: FieldCode): number {
  return 1 + (code >> 8 > 15 ? 1 : 0) + ((code & 255) > 15 ? 1 : 0);
}

/** The length announced by the prefix at `at`. */
export function lengthAt(bytes: Uint8Array, at: number, code: FieldCode): number {
  need(bytes, at, 1, code);
  const first = bytes[at]!;
  if (first <= 192) return first;
  if (first <= 240) {
    need(bytes, at, 2, code);
    return 193 + (first - 193) * 256 + bytes[at + 1]!;
  }
  if (first === 255) throw new Malformed('impossible length prefix', at, code);
  need(bytes, at, 3, code);
  const length = 12_481 + (first - 241) * 65_536 + bytes[at + 1]! * 256 + bytes[at + 2]!;
  if (length > MAX_LENGTH) throw new Malformed(`length ${length} is more than a prefix may announce`, at, code);
  return length;
}

/** Bytes of the prefix that announces `length`. */
export function prefixSize(length: number): number {
  return length <= 192 ? 1 : length <= 12_480 ? 2 : 3;
}

/** XRP 8 bytes, multi-purpose token 33, issued currency 48. */
export function amountSize(bytes: Uint8Array, at: number, code: FieldCode): number {
  need(bytes, at, 1, code);
  const first = bytes[at]!;
  const size = (first & 0x80) !== 0 ? 48 : (first & 0x20) !== 0 ? 33 : 8;
  need(bytes, at, size, code);
  return size;
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (bytes[i] !== 0) return false;
  return true;
}

/** XRP 20 bytes; issued currency 40; multi-purpose token 44: issuer, ACCOUNT_ONE in place of one, sequence. */
export function issueSize(bytes: Uint8Array, at: number, code: FieldCode): number {
  need(bytes, at, 20, code);
  if (isZero(bytes, at, at + 20)) return 20;
  need(bytes, at, 40, code);
  const size = isZero(bytes, at + 20, at + 39) && bytes[at + 39] === 1 ? 44 : 40;
  need(bytes, at, size, code);
  return size;
}

/** Door (a prefixed account) and issue of the locking chain, then of the issuing chain. */
export function bridgeSize(bytes: Uint8Array, at: number, code: FieldCode): number {
  let end = at;
  for (let chain = 0; chain < 2; chain += 1) {
    need(bytes, end, 21, code);
    if (bytes[end] !== 20) throw new Malformed('a door is an account of 20 bytes', end, code);
    end += 21;
    end += issueSize(bytes, end, code);
  }
  return end - at;
}

/** Bytes of the step's accounts and currency, behind its type byte at `at`. */
export function stepSize(bytes: Uint8Array, at: number, code: FieldCode): number {
  const step = bytes[at]!;
  if ((step & ~ANY_STEP) !== 0) throw new Malformed(`path step of unknown type ${step}`, at, code);
  const size = 20 * ((step & 1) + ((step >> 4) & 1) + ((step >> 5) & 1));
  need(bytes, at + 1, size, code);
  return size;
}

export function pathSetSize(bytes: Uint8Array, at: number, code: FieldCode): number {
  let end = at;
  let empty = true;
  for (;;) {
    need(bytes, end, 1, code);
    const step = bytes[end]!;
    if (step === PathStep.end || step === PathStep.boundary) {
      if (empty) throw new Malformed('a path without steps', end, code);
      end += 1;
      if (step === PathStep.end) return end - at;
      empty = true;
    } else {
      end += 1 + stepSize(bytes, end, code);
      empty = false;
    }
  }
}

/** Where what follows the value of `code` at `at` begins. Objects and arrays are stepped over whole. */
export function afterValue(bytes: Uint8Array, at: number, code: FieldCode, depth: number): number {
  const type = code >> 8;
  const size = fixedSize[type]!;
  if (size !== 0) {
    need(bytes, at, size, code);
    return at + size;
  }
  switch (type) {
    case FieldType.Amount:
      return at + amountSize(bytes, at, code);
    case FieldType.Blob:
    case FieldType.AccountId:
    case FieldType.Vector256: {
      const length = lengthAt(bytes, at, code);
      const start = at + prefixSize(length);
      need(bytes, start, length, code);
      return start + length;
    }
    case FieldType.Object:
      return afterInner(bytes, at, code, END_OF_OBJECT, depth);
    case FieldType.Array:
      return afterInner(bytes, at, code, END_OF_ARRAY, depth);
    case FieldType.PathSet:
      return at + pathSetSize(bytes, at, code);
    case FieldType.Issue:
      return at + issueSize(bytes, at, code);
    case FieldType.XChainBridge:
      return at + bridgeSize(bytes, at, code);
    default:
      throw new Malformed(`unknown type ${type}`, at, code);
  }
}

function afterInner(bytes: Uint8Array, at: number, owner: FieldCode, marker: FieldCode, depth: number): number {
  if (depth >= MAX_DEPTH) throw new Malformed('nested too deep', at, owner);
  let end = at;
  for (;;) {
    if (end === bytes.length) throw new Malformed(UNENDED, end, owner);
    const code = headerAt(bytes, end, owner);
    if (code === marker) return end + 1;
    if (code === END_OF_OBJECT || code === END_OF_ARRAY) throw new Malformed('wrong end marker', end, owner);
    end = afterValue(bytes, end + headerSize(code), code, depth + 1);
  }
}

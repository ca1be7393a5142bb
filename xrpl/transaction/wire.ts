/**
 * Just enough of the canonical binary format to step over what isn't wanted, for facts that are read for every
 * transaction. Type codes are those of the protocol's definitions; sizes follow xrpl.org, "Serialization Format".
 */

const UINT16 = 1;
const UINT32 = 2;
const UINT64 = 3;
const HASH128 = 4;
const HASH256 = 5;
export const AMOUNT = 6;
const BLOB = 7;
export const ACCOUNT_ID = 8;
const NUMBER = 9;
const INT32 = 10;
const INT64 = 11;
export const OBJECT = 14;
export const ARRAY = 15;
const UINT8 = 16;
const HASH160 = 17;
const PATH_SET = 18;
const VECTOR256 = 19;
const UINT96 = 20;
const HASH192 = 21;
const HASH384 = 22;
const HASH512 = 23;
const ISSUE = 24;
const XCHAIN_BRIDGE = 25;
const CURRENCY = 26;

const fixedSize: readonly (number | undefined)[] = Object.assign(new Array<number | undefined>(64).fill(undefined), {
  [UINT16]: 2,
  [UINT32]: 4,
  [UINT64]: 8,
  [HASH128]: 16,
  [HASH256]: 32,
  [NUMBER]: 12,
  [INT32]: 4,
  [INT64]: 8,
  [UINT8]: 1,
  [HASH160]: 20,
  [UINT96]: 12,
  [HASH192]: 24,
  [HASH384]: 48,
  [HASH512]: 64,
  [CURRENCY]: 20,
});

/** A field's type and number in one: `type << 8 | nth`, as rippled's SField code is `type << 16 | nth`. */
export type FieldCode = number;
export const field = (type: number, nth: number): FieldCode => (type << 8) | nth;
export const typeOf = (code: FieldCode): number => code >> 8;

export const END_OF_OBJECT: FieldCode = field(OBJECT, 1);
export const END_OF_ARRAY: FieldCode = field(ARRAY, 1);

const MAX_DEPTH = 16;

export class WireError extends Error {
  override readonly name = 'WireError';
  constructor(
    problem: string,
    readonly offset: number,
  ) {
    super(`${problem} at byte ${offset}`);
  }
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new WireError('ends too early', at);
  return byte;
}

/** The code of the field whose header begins at `at`; `afterHeader` tells where its value begins. */
export function fieldAt(bytes: Uint8Array, at: number): FieldCode {
  const first = byteAt(bytes, at);
  const type = first >> 4;
  const nth = first & 15;
  if (type !== 0 && nth !== 0) return (type << 8) | nth;
  const second = byteAt(bytes, at + 1);
  if (type !== 0) return (type << 8) | second;
  if (nth !== 0) return (second << 8) | nth;
  return (second << 8) | byteAt(bytes, at + 2);
}

/** Where the value begins of the field whose header begins at `at`. */
export function afterHeader(bytes: Uint8Array, at: number): number {
  const first = byteAt(bytes, at);
  return at + 1 + (first >> 4 === 0 ? 1 : 0) + ((first & 15) === 0 ? 1 : 0);
}

/** How many bytes a length prefix at `at` announces; `afterLength` tells where they begin. */
export function lengthAt(bytes: Uint8Array, at: number): number {
  const first = byteAt(bytes, at);
  if (first <= 192) return first;
  const second = byteAt(bytes, at + 1);
  if (first <= 240) return 193 + ((first - 193) << 8) + second;
  if (first <= 254) return 12_481 + ((first - 241) << 16) + (second << 8) + byteAt(bytes, at + 2);
  throw new WireError('has an impossible length', at);
}

export function afterLength(bytes: Uint8Array, at: number): number {
  const first = byteAt(bytes, at);
  return at + (first <= 192 ? 1 : first <= 240 ? 2 : 3);
}

/** Bytes of the amount that begins at `at`: XRP 8, a token (MPT) 33, an issued currency 48. */
export function amountSize(bytes: Uint8Array, at: number): 8 | 33 | 48 {
  const first = byteAt(bytes, at);
  if ((first & 0x80) !== 0) return 48;
  return (first & 0x20) !== 0 ? 33 : 8;
}

/**
 * The offset just after the value of `code` that begins at `at`. Inner objects and arrays are stepped over whole.
 * @throws WireError when the value isn't all there, or its type is unknown.
 */
export function skipValue(bytes: Uint8Array, at: number, code: FieldCode, depth = 0): number {
  const type = code >> 8;
  const end = at + (fixedSize[type] ?? variableSize(bytes, at, type, depth));
  if (end > bytes.length) throw new WireError('ends too early', bytes.length);
  return end;
}

function variableSize(bytes: Uint8Array, at: number, type: number, depth: number): number {
  switch (type) {
    case AMOUNT:
      return amountSize(bytes, at);
    case BLOB:
    case ACCOUNT_ID:
    case VECTOR256:
      return afterLength(bytes, at) + lengthAt(bytes, at) - at;
    case OBJECT:
      return skipInner(bytes, at, END_OF_OBJECT, depth + 1) - at;
    case ARRAY:
      return skipInner(bytes, at, END_OF_ARRAY, depth + 1) - at;
    case ISSUE:
      return issueSize(bytes, at);
    case PATH_SET:
      return skipPathSet(bytes, at) - at;
    case XCHAIN_BRIDGE:
      return bridgeSize(bytes, at);
    default:
      throw new WireError(`has unknown type ${type}`, at);
  }
}

/** Past the end marker of the object or array whose first field begins at `at`. */
function skipInner(bytes: Uint8Array, at: number, endMarker: FieldCode, depth: number): number {
  if (depth > MAX_DEPTH) throw new WireError('nests too deep', at);
  for (;;) {
    const code = fieldAt(bytes, at);
    at = afterHeader(bytes, at);
    if (code === endMarker) return at;
    at = skipValue(bytes, at, code, depth);
  }
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (bytes[i] !== 0) return false;
  return true;
}

/** An asset without amount: XRP is 20 zero bytes; an MPT has ACCOUNT_ONE where an issuer would be, then 4 bytes. */
function issueSize(bytes: Uint8Array, at: number): number {
  if (isZero(bytes, at, at + 20)) return 20;
  return isZero(bytes, at + 20, at + 39) && bytes[at + 39] === 1 ? 44 : 40;
}

function bridgeSize(bytes: Uint8Array, at: number): number {
  let end = at;
  for (let door = 0; door < 2; door += 1) {
    end = afterLength(bytes, end) + lengthAt(bytes, end);
    end += issueSize(bytes, end);
  }
  return end - at;
}

function skipPathSet(bytes: Uint8Array, at: number): number {
  for (;;) {
    const step = byteAt(bytes, at);
    at += 1;
    if (step === 0) return at;
    if (step === 0xff) continue;
    at += 20 * ((step & 1) + ((step >> 4) & 1) + ((step >> 5) & 1)) + 24 * ((step >> 6) & 1);
  }
}

import { putHex, putInteger, putPooled, putShortHex, putText, putUInt64, uint32At } from './ascii';
import { defaultDefinitions, FieldKind, type Definitions } from './definitions';
import { END_OF_ARRAY, END_OF_OBJECT, FieldType, MAX_DEPTH, type FieldCode } from './field-type';
import {
  afterValue,
  amountSize,
  bridgeSize,
  headerAt,
  headerSize,
  issueSize,
  lengthAt,
  need,
  pathSetSize,
  prefixSize,
  UNENDED,
} from './layout';
import { putAmount } from './amount-json';
import { current, type JsonForm } from './json-form';
import { Malformed, named } from './malformed';
import { numberText } from './number-text';
import { putAccount, putBridge, putCurrency, putInt32, putIssue, putPathSet, putQuotedHex } from './value-json';

export interface DecodeOptions {
  /** Default: `package`. */
  form?: JsonForm;
  /** Default: what `ripple-binary-codec` ships. */
  definitions?: Definitions;
  /** Other names for top-level fields. */
  rename?: Readonly<Record<string, string>>;
  /** Top-level fields to leave out. */
  omit?: ReadonlySet<string>;
}

/** Room that every field with a value of fixed or small size is content with. */
const ROOM = 1024;
const KEPT = 1 << 22;

// Output and input of the one call in progress: decoding is synchronous and never calls out.
const SMALL = 1 << 16;
let output: Buffer = Buffer.allocUnsafeSlow(SMALL);
let view = new DataView(output.buffer);
let input: Uint8Array = output;
let definitions: Definitions = defaultDefinitions;
let options: DecodeOptions | undefined;
/** Where in the input the last value ended. */
let cursor = 0;

/**
 * JSON text of a transaction, its metadata, or a ledger entry in canonical binary, without white space; parsed, it
 * is what `decode` of ripple-binary-codec gives, in the same order. Codes of ledger entry types, transaction types,
 * results and permissions that the definitions don't know are written as numbers.
 * @throws CodecError on truncated or malformed input, unknown fields and types, fields given twice, and anything
 * behind the end.
 */
export function toJson(blob: Uint8Array, decodeOptions?: DecodeOptions): string {
  return take(start(blob, decodeOptions));
}

/** Only after all is written: growing puts another buffer in its place. */
function take(end: number): string {
  const text = output.toString('latin1', 0, end);
  if (output.length > KEPT) use(Buffer.allocUnsafeSlow(SMALL));
  return text;
}

function start(blob: Uint8Array, decodeOptions: DecodeOptions | undefined): number {
  input = blob;
  definitions = decodeOptions?.definitions ?? defaultDefinitions;
  options = decodeOptions?.rename || decodeOptions?.omit ? decodeOptions : undefined;
  current.rippled = decodeOptions?.form === 'rippled';
  try {
    return putObject(0, 0, 0, 0);
  } catch (error) {
    throw named(error, definitions);
  }
}

/** JSON of the value of `code` that begins at `at`, for those who read single fields. */
export function valueJson(blob: Uint8Array, at: number, code: FieldCode, using: Definitions, form: JsonForm): string {
  input = blob;
  definitions = using;
  options = undefined;
  current.rippled = form === 'rippled';
  try {
    return take(putValue(at, 0, 1, code, using.kinds[code]!));
  } catch (error) {
    throw named(error, using);
  }
}

function reserve(used: number, size: number): void {
  if (used + size <= output.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(output.length * 2, used + size));
  output.copy(larger, 0, 0, used);
  use(larger);
}

function use(buffer: Buffer): void {
  output = buffer;
  // allocUnsafeSlow never shares its memory, so that offsets are the same.
  view = new DataView(buffer.buffer);
}

function putObject(at: number, to: number, depth: number, owner: FieldCode): number {
  const begin = at;
  const open = to;
  let greatest = 0;
  for (;;) {
    if (at === input.length) {
      if (depth === 0) break;
      throw new Malformed(UNENDED, at, owner);
    }
    const code = headerAt(input, at, owner);
    if (code === END_OF_OBJECT && depth > 0) {
      at += 1;
      break;
    }
    const kind = definitions.kinds[code]!;
    if (kind === 0 || code === END_OF_OBJECT || code === END_OF_ARRAY) throw unexpected(code, at);
    // Fields come in the order of their codes; only where they don't can one have been here before.
    if (code <= greatest) refuseSecond(begin, at, code, owner);
    else greatest = code;
    at += headerSize(code);
    reserve(to, ROOM);
    if (depth === 0 && options !== undefined) {
      const name = definitions.names[code]!;
      if (options.omit?.has(name)) {
        at = afterValue(input, at, code, depth);
        continue;
      }
      const other = options.rename?.[name];
      to =
        other === undefined
          ? putPooled(view, to, definitions.pool, definitions.keys[code]!)
          : putText(view, to, `,${JSON.stringify(other)}:`);
    } else {
      to = putPooled(view, to, definitions.pool, definitions.keys[code]!);
    }
    to = putValue(at, to, depth + 1, code, kind);
    at = cursor;
  }
  reserve(to, ROOM);
  // In place of the comma before the first field.
  output[open] = 0x7b;
  if (to === open) to += 1;
  output[to] = 0x7d;
  cursor = at;
  return to + 1;
}

function unexpected(code: FieldCode, at: number): Malformed {
  if (code === END_OF_OBJECT || code === END_OF_ARRAY) return new Malformed('misplaced end marker', at, code);
  return new Malformed('unknown field', at, code);
}

function refuseSecond(begin: number, end: number, code: FieldCode, owner: FieldCode): void {
  for (let at = begin; at < end;) {
    const other = headerAt(input, at, owner);
    if (other === code) throw new Malformed('the field comes twice', end, code);
    at = afterValue(input, at + headerSize(other), other, 0);
  }
}

function putArray(at: number, to: number, depth: number, owner: FieldCode): number {
  if (depth >= MAX_DEPTH) throw new Malformed('nested too deep', at, owner);
  const open = to;
  for (;;) {
    if (at === input.length) throw new Malformed(UNENDED, at, owner);
    const code = headerAt(input, at, owner);
    if (code === END_OF_ARRAY) break;
    if (definitions.kinds[code] === 0 || code === END_OF_OBJECT) throw unexpected(code, at);
    if (code >> 8 !== FieldType.Object) throw new Malformed('only objects may be in an array', at, code);
    reserve(to, ROOM);
    to = putPooled(view, to, definitions.pool, definitions.elementKeys[code]!);
    to = putObject(at + headerSize(code), to, depth + 1, code);
    output[to] = 0x7d;
    to += 1;
    at = cursor;
  }
  output[open] = 0x5b;
  if (to === open) to += 1;
  output[to] = 0x5d;
  cursor = at + 1;
  return to + 1;
}

function putValue(at: number, to: number, depth: number, code: FieldCode, kind: number): number {
  switch (kind) {
    case FieldType.UInt8:
      need(input, at, 1, code);
      cursor = at + 1;
      return putInteger(view, to, input[at]!);
    case FieldType.UInt16:
      need(input, at, 2, code);
      cursor = at + 2;
      return putInteger(view, to, (input[at]! << 8) | input[at + 1]!);
    case FieldType.UInt32:
      need(input, at, 4, code);
      cursor = at + 4;
      return putInteger(view, to, uint32At(input, at));
    case FieldType.Int32:
      need(input, at, 4, code);
      cursor = at + 4;
      return putInt32(view, to, input, at);
    case FieldType.UInt64:
      return current.rippled ? putShortUInt64(at, to, code) : putFixedHex(at, to, 8, code);
    case FieldType.Hash128:
      need(input, at, 16, code);
      // An EmailHash of zero means that there is none.
      if (!current.rippled && isZero(at, 16)) {
        cursor = at + 16;
        return putText(view, to, '""');
      }
      return putFixedHex(at, to, 16, code);
    case FieldType.Hash160:
      return putFixedHex(at, to, 20, code);
    case FieldType.Hash192:
      return putFixedHex(at, to, 24, code);
    case FieldType.Hash256:
      return putFixedHex(at, to, 32, code);
    case FieldType.Amount:
      cursor = at + amountSize(input, at, code);
      return putAmount(view, to, input, at, code);
    case FieldType.AccountId:
      return putAccountField(at, to, code);
    case FieldType.Blob: {
      const length = lengthAt(input, at, code);
      const start = at + prefixSize(length);
      need(input, start, length, code);
      reserve(to, 2 * length + ROOM);
      cursor = start + length;
      return putQuotedHex(view, to, input, start, length);
    }
    case FieldType.Object:
      if (depth >= MAX_DEPTH) throw new Malformed('nested too deep', at, code);
      return putObject(at, to, depth, code);
    case FieldType.Array:
      return putArray(at, to, depth, code);
    case FieldKind.ledgerEntryType:
      return putEnum16(at, to, code, definitions.ledgerEntryTypes);
    case FieldKind.transactionType:
      return putEnum16(at, to, code, definitions.transactionTypes);
    case FieldKind.transactionResult: {
      need(input, at, 1, code);
      cursor = at + 1;
      const name = definitions.transactionResults[input[at]!]!;
      return name === 0 ? putInteger(view, to, input[at]!) : putPooled(view, to, definitions.pool, name);
    }
    default:
      return putRareValue(at, to, code, kind);
  }
}

function putRareValue(at: number, to: number, code: FieldCode, kind: number): number {
  switch (kind) {
    case FieldType.Currency:
      need(input, at, 20, code);
      cursor = at + 20;
      return putCurrency(view, to, input, at);
    case FieldType.Issue: {
      const size = issueSize(input, at, code);
      cursor = at + size;
      return putIssue(view, to, input, at, size);
    }
    case FieldType.XChainBridge:
      cursor = at + bridgeSize(input, at, code);
      return putBridge(view, to, input, at, code);
    case FieldType.PathSet: {
      const size = pathSetSize(input, at, code);
      // A step of 21 bytes becomes at most 60.
      reserve(to, 4 * size + ROOM);
      cursor = at + size;
      return putPathSet(view, to, input, at, code);
    }
    case FieldType.Vector256:
      return putVector(at, to, code);
    case FieldType.Number:
      need(input, at, 12, code);
      cursor = at + 12;
      return putText(view, to, `"${numberText(input, at)}"`);
    case FieldKind.decimalUInt64: {
      need(input, at, 8, code);
      cursor = at + 8;
      output[to] = 0x22;
      to = putUInt64(view, to + 1, uint32At(input, at), uint32At(input, at + 4));
      output[to] = 0x22;
      return to + 1;
    }
    case FieldKind.permission: {
      need(input, at, 4, code);
      cursor = at + 4;
      const name = definitions.permissions.get(uint32At(input, at));
      return name === undefined
        ? putInteger(view, to, uint32At(input, at))
        : putPooled(view, to, definitions.pool, name);
    }
    default:
      throw new Malformed(`unknown type ${code >> 8}`, at, code);
  }
}

function isZero(at: number, size: number): boolean {
  for (let i = at; i < at + size; i += 1) if (input[i] !== 0) return false;
  return true;
}

function putFixedHex(at: number, to: number, size: number, code: FieldCode): number {
  need(input, at, size, code);
  cursor = at + size;
  return putQuotedHex(view, to, input, at, size);
}

function putShortUInt64(at: number, to: number, code: FieldCode): number {
  need(input, at, 8, code);
  cursor = at + 8;
  output[to] = 0x22;
  to = putShortHex(view, to + 1, input, at, 8);
  output[to] = 0x22;
  return to + 1;
}

const noAccount = new Uint8Array(20);

function putAccountField(at: number, to: number, code: FieldCode): number {
  const length = lengthAt(input, at, code);
  cursor = at + 1 + length;
  // UNLModify is serialised with an empty account, which the package takes for ACCOUNT_ZERO.
  if (length === 0) return current.rippled ? putText(view, to, '""') : putAccount(view, to, noAccount, 0);
  if (length !== 20) throw new Malformed(`an account has 20 bytes, not ${length}`, at, code);
  need(input, at, 21, code);
  return putAccount(view, to, input, at + 1);
}

function putEnum16(at: number, to: number, code: FieldCode, names: Int32Array): number {
  need(input, at, 2, code);
  cursor = at + 2;
  const value = (input[at]! << 8) | input[at + 1]!;
  const name = names[value]!;
  return name === 0 ? putInteger(view, to, value) : putPooled(view, to, definitions.pool, name);
}

function putVector(at: number, to: number, code: FieldCode): number {
  const length = lengthAt(input, at, code);
  const start = at + prefixSize(length);
  need(input, start, length, code);
  if (length % 32 !== 0) throw new Malformed(`${length} bytes are not whole hashes`, at, code);
  reserve(to, 3 * length + ROOM);
  cursor = start + length;
  if (length === 0) return putText(view, to, '[]');
  for (let i = start; i < cursor; i += 32) {
    output[to] = i === start ? 0x5b : 0x2c;
    output[to + 1] = 0x22;
    to = putHex(view, to + 2, input, i, 32);
    output[to] = 0x22;
    to += 1;
  }
  output[to] = 0x5d;
  return to + 1;
}

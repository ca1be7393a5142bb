import definitions from 'ripple-binary-codec/dist/enums/definitions.json';
import { afterHeader, afterLength, field, fieldAt, lengthAt, skipValue } from '../../xrpl/transaction/wire';

/** Values by field name, as they stand in the binary (without length prefixes). */
export type Fields = Record<string, Buffer | undefined>;

const fields = new Map<number, { name: string; prefixed: boolean }>();
for (const [name, f] of definitions.FIELDS as [string, { type: string; nth: number; isVLEncoded: boolean }][]) {
  const type = (definitions.TYPES as Record<string, number>)[f.type] as number;
  if (type > 0 && type < 256) fields.set(field(type, f.nth), { name, prefixed: f.isVLEncoded });
}
const entryTypes = new Map(Object.entries(definitions.LEDGER_ENTRY_TYPES).map(([name, code]) => [code, name]));
const transactionTypes = new Map(Object.entries(definitions.TRANSACTION_TYPES).map(([name, code]) => [code, name]));

export const entryTypeName = (code: number): string => entryTypes.get(code) ?? String(code);
export const transactionTypeName = (code: number): string => transactionTypes.get(code) ?? String(code);

/** The fields of a blob, or those of an inner object up to its end marker. */
export function fieldsOf(blob: Buffer, from = 0): Fields {
  const found: Fields = {};
  for (let at = from; at < blob.length;) {
    const code = fieldAt(blob, at);
    at = afterHeader(blob, at);
    const known = fields.get(code);
    if (known === undefined) throw new Error(`unknown field ${code}`);
    if (known.name === 'ObjectEndMarker' || known.name === 'ArrayEndMarker') break;
    const end = skipValue(blob, at, code);
    found[known.name] = known.prefixed
      ? blob.subarray(afterLength(blob, at), afterLength(blob, at) + lengthAt(blob, at))
      : blob.subarray(at, end);
    at = end;
  }
  return found;
}

/** The fields of each object in an array's value. */
export function elementsOf(array: Buffer): Fields[] {
  const found: Fields[] = [];
  for (let at = 0; at < array.length;) {
    const code = fieldAt(array, at);
    at = afterHeader(array, at);
    if (at >= array.length) break;
    found.push(fieldsOf(array, at));
    at = skipValue(array, at, code);
  }
  return found;
}

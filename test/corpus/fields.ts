import definitions from 'ripple-binary-codec/dist/enums/definitions.json';
import { defaultDefinitions } from '../../xrpl/codec/definitions';
import { walkFields } from '../../xrpl/codec/walk';

/** Values by field name, as they stand in the binary (without length prefixes). */
export type Fields = Record<string, Buffer | undefined>;

const byCode = (names: Record<string, number>) => new Map(Object.entries(names).map(([name, code]) => [code, name]));
const entryTypes = byCode(definitions.LEDGER_ENTRY_TYPES);
const transactionTypes = byCode(definitions.TRANSACTION_TYPES);

export const entryTypeName = (code: number): string => entryTypes.get(code) ?? String(code);
export const transactionTypeName = (code: number): string => transactionTypes.get(code) ?? String(code);

/** The fields of a blob, or of the content of an inner object. */
export function fieldsOf(blob: Buffer): Fields {
  const found: Fields = {};
  walkFields(blob, (code, start, end) => {
    found[defaultDefinitions.fieldName(code)] = blob.subarray(start, end);
  });
  return found;
}

/** The fields of each object in the content of an array. */
export function elementsOf(array: Buffer): Fields[] {
  const found: Fields[] = [];
  walkFields(array, (_code, start, end) => {
    found.push(fieldsOf(array.subarray(start, end)));
  });
  return found;
}

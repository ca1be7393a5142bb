import { encodeAccountId } from '../base58';
import { uint32At } from './ascii';
import { defaultDefinitions, FieldKind, type Definitions } from './definitions';
import { END_OF_ARRAY, END_OF_OBJECT, FieldType, type FieldCode } from './field-type';
import { valueJson } from './json';
import type { JsonForm } from './json-form';
import { afterValue, headerAt, headerSize } from './layout';
import { Malformed, named } from './malformed';

/**
 * Prepares the decoding of a few top-level fields: the function that it gives reads those to the values that
 * `toObject` would give them, steps over the others, and leaves out what the blob hasn't got.
 * @throws RangeError when the definitions have no such field; the function CodecError on malformed input as far as
 * it reads, which is no further than the last of the fields.
 */
export function selector<Name extends string>(
  names: readonly Name[],
  definitions: Definitions = defaultDefinitions,
  form: JsonForm = 'package',
): (blob: Uint8Array) => { [name in Name]?: unknown } {
  const wanted = new Uint8Array(1 << 16);
  for (const name of names) {
    const code = definitions.codes.get(name);
    if (code === undefined) throw new RangeError(`no field is called ${name}`);
    wanted[code] = 1;
  }
  const count = new Set(names).size;
  return (blob) => {
    const values: Record<string, unknown> = {};
    try {
      select(blob, wanted, count, definitions, form, values);
    } catch (error) {
      throw named(error, definitions);
    }
    return values as { [name in Name]?: unknown };
  };
}

function select(
  blob: Uint8Array,
  wanted: Uint8Array,
  left: number,
  definitions: Definitions,
  form: JsonForm,
  values: Record<string, unknown>,
): void {
  let owner: FieldCode = 0;
  for (let at = 0; at < blob.length && left > 0;) {
    const code = headerAt(blob, at, owner);
    if (code === END_OF_OBJECT || code === END_OF_ARRAY) throw new Malformed('misplaced end marker', at, code);
    at += headerSize(code);
    const end = afterValue(blob, at, code, 0);
    if (wanted[code] === 1) {
      values[definitions.names[code]!] = value(blob, at, code, definitions, form);
      left -= 1;
    }
    owner = code;
    at = end;
  }
}

function value(blob: Uint8Array, at: number, code: FieldCode, definitions: Definitions, form: JsonForm): unknown {
  const kind = definitions.kinds[code]!;
  switch (kind) {
    case FieldType.UInt32:
      return uint32At(blob, at);
    case FieldType.AccountId:
      if (blob[at] === 20) return encodeAccountId(blob, at + 1);
      break;
    case FieldKind.transactionType:
    case FieldKind.ledgerEntryType: {
      const names = kind === FieldKind.transactionType ? definitions.transactionTypes : definitions.ledgerEntryTypes;
      const name = names[(blob[at]! << 8) | blob[at + 1]!]!;
      if (name !== 0) return JSON.parse(definitions.pool.text(name));
      break;
    }
  }
  return JSON.parse(valueJson(blob, at, code, definitions, form));
}

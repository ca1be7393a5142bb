import { defaultDefinitions, type Definitions } from './definitions';
import { END_OF_ARRAY, END_OF_OBJECT, FieldType, type FieldCode } from './field-type';
import { afterValue, headerAt, headerSize, lengthAt, prefixSize } from './layout';
import { Malformed, named } from './malformed';

/**
 * Steps through the fields of an object (or the elements of an array) in canonical binary without decoding them.
 *
 * `start` and `end` bound the content of the value: without the length prefix of a blob, account or vector; without
 * the end marker of an inner object or array, so that another walker can step through that range.
 *
 *     const nodes = new FieldWalker(metadata, range.start, range.end);
 *     while (nodes.next()) { nodes.code === ModifiedNode … nodes.start … nodes.end }
 */
export class FieldWalker {
  /** Field code, `type << 8 | number`; see `fieldOf`. */
  code: FieldCode = 0;
  start = 0;
  end = 0;
  private at: number;

  constructor(
    readonly bytes: Uint8Array,
    from = 0,
    private readonly until = bytes.length,
  ) {
    this.at = from;
  }

  /**
   * Goes to the next field; false when there is none.
   * @throws CodecError when the field is truncated or malformed.
   */
  next(): boolean {
    if (this.at >= this.until) return false;
    try {
      this.step();
      return true;
    } catch (error) {
      throw named(error, defaultDefinitions);
    }
  }

  private step(): void {
    const { bytes, at } = this;
    const code = headerAt(bytes, at, this.code);
    if (code === END_OF_OBJECT || code === END_OF_ARRAY) throw new Malformed('misplaced end marker', at, code);
    const value = at + headerSize(code);
    const after = afterValue(bytes, value, code, 0);
    const type = code >> 8;
    this.code = code;
    this.start = value;
    this.end = after;
    this.at = after;
    if (type === FieldType.Object || type === FieldType.Array) this.end = after - 1;
    else if (type === FieldType.Blob || type === FieldType.AccountId || type === FieldType.Vector256) {
      this.start = value + prefixSize(lengthAt(bytes, value, code));
    }
  }
}

export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Calls `visit` for each field between `from` and `until`, until it answers false. See `FieldWalker` for the bounds.
 * @throws CodecError on truncated or malformed input.
 */
export function walkFields(
  bytes: Uint8Array,
  visit: (code: FieldCode, start: number, end: number) => boolean | void,
  from = 0,
  until = bytes.length,
): void {
  const fields = new FieldWalker(bytes, from, until);
  while (fields.next()) if (visit(fields.code, fields.start, fields.end) === false) return;
}

/**
 * The code of a field.
 * @throws RangeError when the definitions have no such field.
 */
export function fieldOf(name: string, definitions: Definitions = defaultDefinitions): FieldCode {
  const code = definitions.codes.get(name);
  if (code === undefined) throw new RangeError(`no field is called ${name}`);
  return code;
}

/**
 * Where the content of a field of the object between `from` and `until` is; `undefined` when it has no such field.
 * @throws CodecError on malformed input before the field, RangeError when no field is called so.
 */
export function findField(
  bytes: Uint8Array,
  field: string | FieldCode,
  from = 0,
  until = bytes.length,
): ByteRange | undefined {
  const code = typeof field === 'number' ? field : fieldOf(field);
  const fields = new FieldWalker(bytes, from, until);
  while (fields.next()) if (fields.code === code) return { start: fields.start, end: fields.end };
  return undefined;
}

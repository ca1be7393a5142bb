import { CodecError } from './codec-error';
import type { Definitions } from './definitions';
import type { FieldCode } from './field-type';

/** What the readers throw: they know a field by its code only. Never leaves the codec, see `named`. */
export class Malformed extends Error {
  constructor(
    readonly problem: string,
    readonly offset: number,
    readonly code: FieldCode,
  ) {
    super(problem);
  }
}

/** The error for callers. Anything but `Malformed` is passed through. */
export function named(error: unknown, definitions: Definitions): unknown {
  if (!(error instanceof Malformed)) return error;
  const field = error.code === 0 ? 'object' : definitions.fieldName(error.code);
  return new CodecError(error.problem, error.offset, field);
}

import type { Field } from './field';

/** A field that is read from text, together with that text, for answers that echo it. */
export function asGiven<T>(field: Field<T>): Field<{ value: T; given: string }> {
  return {
    schema: field.schema,
    read: (value, name, apiVersion) => ({ value: field.read(value, name, apiVersion), given: value as string }),
  };
}

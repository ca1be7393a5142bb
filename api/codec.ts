import { defaultDefinitions } from '../xrpl/codec/definitions';
import { toJson } from '../xrpl/codec/json';
import { selector } from '../xrpl/codec/select';

const form = 'rippled';
const plain = { form } as const;

/** Binary as rippled's API shows it. @param rename other names for top-level fields */
export function shown(blob: Uint8Array, rename?: Readonly<Record<string, string>>): string {
  return toJson(blob, rename ? { form, rename } : plain);
}

/** A few top-level fields of binary, with the values that `shown` gives them. */
export function fieldsShown<Name extends string>(
  names: readonly Name[],
): (blob: Uint8Array) => { [name in Name]?: unknown } {
  return selector(names, defaultDefinitions, form);
}

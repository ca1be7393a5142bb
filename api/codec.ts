import { defaultDefinitions } from '../xrpl/codec/definitions';
import { FieldType } from '../xrpl/codec/field-type';
import { toJson } from '../xrpl/codec/json';
import { selector } from '../xrpl/codec/select';
import { findField, fieldOf } from '../xrpl/codec/walk';

/** Binary as rippled's API shows it. @param rename other names for top-level fields */
export function shown(blob: Uint8Array, rename?: Readonly<Record<string, string>>): string {
  const text = asRippled(rename ? toJson(blob, { rename }) : toJson(blob));
  return text.includes(zeroAccount) ? withEmptyAccount(text, blob) : text;
}

/** A few top-level fields of binary, with the values that `shown` gives them. */
export function fieldsShown<Name extends string>(
  names: readonly Name[],
): (blob: Uint8Array) => { [name in Name]?: unknown } {
  const select = selector(names);
  return (blob) => JSON.parse(asRippled(JSON.stringify(select(blob)))) as { [name in Name]?: unknown };
}

const uint64Names = [...defaultDefinitions.codes]
  .filter(([, code]) => defaultDefinitions.kinds[code] === FieldType.UInt64)
  .map(([name]) => name);
const uint64 = new RegExp(`"(${uint64Names.join('|')})":"0{0,15}([0-9A-F]+)"`, 'g');
const extreme = /"value":"(-?)(\d{12,}(?:\.\d+)?|0\.0{10,}\d+)"(?!,"mpt_issuance_id")/g;
const paths = /"Paths":\[\[.*?\]\]/g;
const zeroAccount = '"Account":"rrrrrrrrrrrrrrrrrrrrrhoLvTp"';

/**
 * From the codec's form of JSON, which is ripple-binary-codec's, to rippled's: 64-bit integers in lower case without
 * leading zeros, very large and very small issued amounts with an exponent, path steps with their type.
 */
export function asRippled(text: string): string {
  return text
    .replace(uint64, (_all, name: string, digits: string) => `"${name}":"${digits.toLowerCase()}"`)
    .replace(extreme, (_all, sign: string, value: string) => `"value":"${sign}${scientific(value)}"`)
    .replace(paths, (all) => all.replace(/\{[^{}]*/g, (step) => `${step},"type":${stepType(step)}`));
}

/** 16 digits and an exponent, as rippled normalises issued amounts. */
function scientific(value: string): string {
  const [whole, fraction = ''] = value.split('.') as [string, string?];
  const digits = (whole + fraction).replace(/^0+/, '');
  const exponent = digits.length - fraction.length - 16;
  return `${digits.slice(0, 16).padEnd(16, '0')}e${exponent}`;
}

function stepType(step: string): number {
  const has = (name: string, type: number): number => (step.includes(`"${name}"`) ? type : 0);
  return has('account', 1) | has('currency', 16) | has('issuer', 32);
}

/** UNLModify has an account of no bytes at all, which isn't the account of zeros. */
function withEmptyAccount(text: string, blob: Uint8Array): string {
  const account = findField(blob, fieldOf('Account'));
  return account && account.start === account.end ? text.replace(zeroAccount, '"Account":""') : text;
}

import { decodeAccountId } from '../../../xrpl/base58';
import { isObject, type RequestObject } from '../../parse-json';
import { asText, asUint32, hash256Of, NamedError } from '../request';

/** Reads what a selector says: the key that it comes to. */
export type Parser = (value: unknown, request: RequestObject) => Buffer;

export const malformed = (token = 'malformedRequest'): NamedError => new NamedError(token);

const zero = Buffer.alloc(20);

/** The key itself. */
export const key: Parser = (value) => {
  const found = hash256Of(asText(value));
  if (!found) throw malformed();
  return found;
};

/** The key itself, and nothing that only has a text. */
export const keyText: Parser = (value) => {
  if (typeof value !== 'string') throw malformed();
  return key(value, {});
};

/** An object of what the key is made from, or else the key. */
export const keyOr =
  (keyOf: (members: RequestObject) => Buffer): Parser =>
  (value, request) =>
    isObject(value) ? keyOf(value) : key(value, request);

/** The same, where anything else that is not a string is refused. */
export const keyTextOr =
  (keyOf: (members: RequestObject) => Buffer): Parser =>
  (value, request) =>
    isObject(value) ? keyOf(value) : keyText(value, request);

/** @param nonZero whether the account that is all zeros is refused, too */
export function accountOf(value: unknown, token: string, nonZero = false): Buffer {
  const account = decodeAccountId(asText(value));
  if (!account || (nonZero && account.equals(zero))) throw malformed(token);
  return account;
}

/** A member that must be a whole number; true and false are numbers, too. */
export function sequenceOf(value: unknown): number {
  if (typeof value !== 'boolean' && !(typeof value === 'number' && Number.isInteger(value))) throw malformed();
  return asUint32(value);
}

export function requireMembers(members: RequestObject, ...names: readonly string[]): void {
  if (!names.every((name) => Object.hasOwn(members, name))) throw malformed();
}

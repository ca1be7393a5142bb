import { decodeAccountId } from '../../xrpl/base58';
import { without, type JsonObject } from '../json';
import { isObject, type RequestObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';
import type { ErrorName } from '../../schemas/errors';

/** How rippled reads members of a request, and what it says of those it doesn't like. */

export const missingField = (name: string): RpcError => invalidParams(`Missing field '${name}'.`);
export const invalidField = (name: string): RpcError => invalidParams(`Invalid field '${name}'.`);
export const expectedField = (name: string, type: string): RpcError =>
  invalidParams(`Invalid field '${name}', not ${type}.`);

/** An error that stands beside what the answer already has: mostly which ledger it is about. */
export const beside = (about: JsonObject, error: ErrorName, message?: string): RpcError =>
  new RpcError(error, message, about);

/** Errors without code and message. */
export class BareError extends RpcError {
  override toJson(): JsonObject {
    return without(super.toJson(), 'error_code', 'error_message');
  }
}

/** rippled's own name for an error that this server's table has under another, or not at all. */
export class NamedError extends BareError {
  constructor(
    readonly token: string,
    extra?: JsonObject,
  ) {
    super('malformedRequest', undefined, extra);
  }

  override toJson(): JsonObject {
    return { ...super.toJson(), error: this.token };
  }
}

/** Any value can be true: all but null, false, zero, and what is empty. */
export function asBool(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}

/**
 * Any value but arrays and objects has a text.
 * @throws RpcError internal, which is what becomes of rippled's exception
 */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new RpcError('internal');
}

/** Present and not null, an empty string or an empty collection. */
export const isGiven = (value: unknown): boolean =>
  value === null || value === undefined || value === ''
    ? false
    : typeof value === 'object'
      ? Object.keys(value).length > 0
      : true;

/** The first of these members that there is: it must be a string. */
export function textOf(request: RequestObject, ...names: readonly [string, ...string[]]): string {
  const name = names.find((each) => Object.hasOwn(request, each));
  if (name === undefined) throw missingField(names[0]);
  const value = request[name];
  if (typeof value !== 'string') throw invalidField(name);
  return value;
}

/** Only classic addresses; rippled takes no public keys for accounts any more. */
export function addressOf(text: string, malformed: () => RpcError): Buffer {
  const account = decodeAccountId(text);
  if (!account) throw malformed();
  return account;
}

export interface Bounds {
  readonly minimum: number;
  readonly default: number;
  readonly maximum: number;
}

/** `limit`, brought within the bounds. */
export function limitOf(request: RequestObject, bounds: Bounds): number {
  const value = request['limit'];
  if (!isGiven(value)) return bounds.default;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw expectedField('limit', 'unsigned integer');
  }
  return Math.min(Math.max(value, bounds.minimum), bounds.maximum);
}

/** What stands behind a second comma is not looked at. */
const markerForm = /^([0-9A-Fa-f]{64}),([0-9]+)(?:,|$)/;
const largestPage = 0xffffffffffffffffn;

/** `KEY,PAGE`; `undefined` when there is none. @throws what `malformed` makes for a string of another form */
export function ownerMarkerOf(
  request: RequestObject,
  malformed: () => RpcError,
): { key: Buffer; page: bigint } | undefined {
  if (!Object.hasOwn(request, 'marker')) return undefined;
  const value = request['marker'];
  if (typeof value !== 'string') throw expectedField('marker', 'string');
  const match = markerForm.exec(value);
  if (!match || BigInt(match[2]!) > largestPage) throw malformed();
  return { key: Buffer.from(match[1]!, 'hex'), page: BigInt(match[2]!) };
}

const mostUint32 = 0xffffffff;

/**
 * A number as rippled converts to one: fractions are cut off, true is one, null is zero, and digits are what they say.
 * @throws RpcError internal for anything else, which is what becomes of rippled's exception
 */
export function asUint32(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'boolean') return Number(value);
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && number >= 0 && number <= mostUint32) return Math.trunc(number);
  throw new RpcError('internal');
}

/** As `asUint32`, from below zero on. */
export const asInt32 = (value: unknown): number =>
  typeof value === 'number' && value < 0 && value >= -(2 ** 31) ? Math.trunc(value) : asUint32(value);

/** Hexadecimal digits of so many bytes, or a single 0 for none but zeros; `undefined` for anything else. */
export function bytesOf(text: string, size: number): Buffer | undefined {
  if (text === '0') return Buffer.alloc(size);
  return text.length === 2 * size && /^[0-9A-Fa-f]*$/.test(text) ? Buffer.from(text, 'hex') : undefined;
}

export const hash256Of = (text: string): Buffer | undefined => bytesOf(text, 32);

/** From API version 2 on a boolean and nothing else. */
export function strictBool(request: RequestObject, name: string, apiVersion: number): boolean {
  const value = request[name];
  if (apiVersion > 1 && Object.hasOwn(request, name) && typeof value !== 'boolean') throw invalidField(name);
  return asBool(value);
}

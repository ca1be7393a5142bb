import type { AmendmentName } from '../../schemas/amendments';
import type { Field, Fields, Params } from '../fields/field';
import { readParams } from '../fields/field';
import { hash256 } from '../fields/hash256';
import type { ledgerEntryTypes } from '../ledger-entry-types';
import { isObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';

type EntryType = (typeof ledgerEntryTypes)[keyof typeof ledgerEntryTypes];

/** The entry that one selector of a request names. */
export interface Target {
  /** Set where its key itself was given: the entry found there must be of this type. */
  readonly type?: EntryType | 'any';
  /** The selector is known from the moment that one of these is in force. */
  readonly amendments?: readonly AmendmentName[];
  /**
   * @param bridgeAccount the request's `bridge_account`, which only the selector `bridge` needs
   * @throws RpcError about members that don't go together: the peers find out when they have checked all selectors.
   */
  key(bridgeAccount?: Buffer): Buffer;
}

export const malformedRequest = (): RpcError => new RpcError('malformedRequest');

/** 64 hexadecimal digits: the key itself. */
export function byKey(type: EntryType | 'any', malformed = malformedRequest): Field<Target> {
  const hash = hash256();
  return {
    schema: {
      ...hash.schema,
      description: type === 'any' ? "Any entry's key." : `The key of an entry of type ${type}.`,
    },
    read(value, name, apiVersion) {
      let key: Buffer;
      try {
        key = hash.read(value, name, apiVersion);
      } catch {
        throw malformed();
      }
      return { type, key: () => key };
    },
  };
}

interface Errors {
  /** For a value that is neither text nor object. */
  readonly notEither?: () => RpcError;
  /** For a text that is no key. */
  readonly malformedKey?: () => RpcError;
}

/** The key itself, or an object of what it is made from: its members, checked in order, and what they come to. */
export function byKeyOr<F extends Fields>(
  type: EntryType,
  members: F,
  keyOf: (members: Params<F>, bridgeAccount?: Buffer) => Buffer,
  { notEither = malformedRequest, malformedKey = malformedRequest }: Errors = {},
): Field<Target> {
  const plain = byKey(type, malformedKey);
  const object = byMembers(members, keyOf, notEither);
  return {
    schema: {
      type: ['string', 'object'],
      description: `${plain.schema.description} Or: ${Object.keys(members).join(', ')}.`,
    },
    read: (value, name, apiVersion) => (typeof value === 'string' ? plain : object).read(value, name, apiVersion),
  };
}

/** An object of what the key is made from. */
export function byMembers<F extends Fields>(
  members: F,
  keyOf: (members: Params<F>, bridgeAccount?: Buffer) => Buffer,
  notObject: () => RpcError = invalidParams,
): Field<Target> {
  return {
    schema: { type: 'object', description: `Of ${Object.keys(members).join(', ')}.` },
    read(value, _name, apiVersion) {
      if (!isObject(value)) throw notObject();
      const given = readParams(members, value, apiVersion);
      return { key: (bridgeAccount) => keyOf(given, bridgeAccount) };
    },
  };
}

/** The one value that the key is made from. */
export function byValue<T>(field: Field<T>, keyOf: (value: T) => Buffer): Field<Target> {
  return {
    schema: field.schema,
    read(value, name, apiVersion) {
      const given = field.read(value, name, apiVersion);
      return { key: () => keyOf(given) };
    },
  };
}

/**
 * A selector that came with an amendment. Without it no such entry exists, and the peers of that time don't know the
 * name: so what is wrong with its value is told only when the amendment is in force.
 */
export function since(amendments: readonly AmendmentName[], field: Field<Target>): Field<Target> {
  return {
    ...field,
    read(value, name, apiVersion) {
      try {
        return { ...field.read(value, name, apiVersion), amendments };
      } catch (error) {
        if (!(error instanceof RpcError)) throw error;
        const refuse = (): never => {
          throw error;
        };
        return { amendments, key: refuse };
      }
    },
  };
}

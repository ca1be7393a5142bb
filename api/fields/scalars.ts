import { invalidParams, RpcError } from '../rpc-error';
import type { Field, FieldSchema, Present } from './field';

const maxUint32 = 0xffffffff;

/** `false` when missing. */
export function bool(schema: FieldSchema = {}): Present<boolean> {
  return {
    schema: { type: 'boolean', default: false, ...schema },
    fallback: false,
    present: true,
    read(value) {
      if (typeof value !== 'boolean') throw invalidParams();
      return value;
    },
  };
}

/** From API version 2 on strictly a boolean; before, any JSON value, which is true unless empty or zero. */
export function looseBool(schema: FieldSchema = {}): Present<boolean> {
  const strict = bool(schema);
  return {
    ...strict,
    read(value, name, apiVersion) {
      if (apiVersion > 1) return strict.read(value, name, apiVersion);
      if (Array.isArray(value)) return value.length > 0;
      if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
      return Boolean(value);
    },
  };
}

/** May be given, but only as `false`. */
export function unsupportedBool(schema: FieldSchema = {}): Present<boolean> {
  const plain = bool({ enum: [false], ...schema });
  return {
    ...plain,
    read(value, name, apiVersion) {
      if (!plain.read(value, name, apiVersion)) return false;
      throw new RpcError('notSupported', `Not supported field '${name}'s value 'true'`);
    },
  };
}

/** A whole number from 0; what is larger than 32 bits hold counts as the largest they hold. */
export function uint32(schema: FieldSchema = {}): Field<number> {
  const { minimum = 0, maximum = maxUint32 } = schema;
  return {
    schema: { type: 'integer', minimum, maximum, ...schema },
    read(value) {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw invalidParams();
      const number = Math.min(value, maxUint32);
      if (number < minimum || number > maximum) throw invalidParams();
      return number;
    },
  };
}

/** A whole number that may be negative; beyond 32 bits it wraps around, as in Clio. */
export function int32(schema: FieldSchema = {}): Field<number> {
  return {
    schema: { type: 'integer', ...schema },
    read(value) {
      if (typeof value !== 'number' || !Number.isInteger(value)) throw invalidParams();
      return value | 0;
    },
  };
}

/** How many items to answer: 1 or more, brought within the bounds. */
export function limit(bounds: { minimum: number; default: number; maximum: number }): Present<number> {
  const positive = uint32({ minimum: 1 });
  return {
    schema: { type: 'integer', description: 'How many to answer; what is out of bounds is brought within.', ...bounds },
    fallback: bounds.default,
    present: true,
    read(value, name, apiVersion) {
      const asked = positive.read(value, name, apiVersion);
      return Math.min(Math.max(asked, bounds.minimum), bounds.maximum);
    },
  };
}

export function string(schema: FieldSchema = {}): Field<string> {
  return {
    schema: { type: 'string', ...schema },
    read(value) {
      if (typeof value !== 'string') throw invalidParams();
      return value;
    },
  };
}

/** @param notString the message for a value of another type, where the peers have one. */
export function oneOf<T extends string>(
  values: readonly T[],
  notString?: (name: string) => string,
  schema: FieldSchema = {},
): Field<T> {
  const known = new Set<string>(values);
  return {
    schema: { type: 'string', enum: values, ...schema },
    read(value, name) {
      if (typeof value !== 'string') throw invalidParams(notString?.(name));
      if (!known.has(value)) throw invalidParams(`Invalid field '${name}'.`);
      return value as T;
    },
  };
}

/** Checked for nothing; for members that the peers accept whatever they hold. */
export function anything(schema: FieldSchema = {}): Field<unknown> {
  return { schema, read: (value) => value };
}

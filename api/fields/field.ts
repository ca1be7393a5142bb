import type { ApiVersion } from '../call';
import type { RequestObject } from '../parse-json';
import { invalidParams, type RpcError } from '../rpc-error';

/** The part of JSON Schema that the API reference is written from. */
export interface FieldSchema {
  readonly type?: 'boolean' | 'integer' | 'string' | 'object' | 'array' | readonly ('integer' | 'string' | 'object')[];
  readonly description?: string;
  readonly pattern?: string;
  readonly enum?: readonly (string | boolean)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number | boolean | string;
  readonly format?: string;
  /** Of an array's members. */
  readonly items?: FieldSchema;
}

/** How one member of a request is checked and read. `T` is what the method gets. */
export interface Field<T> {
  readonly schema: FieldSchema;
  /** What to answer when the member is missing; without it the member may be missing. */
  readonly missing?: (name: string) => RpcError;
  /** Its presence earns a warning. */
  readonly deprecated?: boolean;
  /** Stands for a missing member. */
  readonly fallback?: T;
  /** @throws RpcError exactly as the peers refuse that value. */
  read(value: unknown, name: string, apiVersion: ApiVersion): T;
}

/** The members of a method's request. They are checked in this order, and the first that is wrong is the answer. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

export interface Present<T> extends Field<T> {
  /** Set on fields that always have a value: required ones, and ones with a fallback. */
  readonly present: true;
}

/** What a method gets: members that may be missing are `undefined` then. */
export type Params<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Present<infer T> ? T : F[K] extends Field<infer T> ? T | undefined : never;
};

export function required<T>(
  field: Field<T>,
  missing = (name: string) => invalidParams(`Required field '${name}' missing`),
): Present<T> {
  return { ...field, missing, present: true };
}

/** Still read and checked, with a warning that it will go. */
export function deprecated<T>(field: Field<T>): Field<T> {
  return { ...field, deprecated: true };
}

/** Answers `error` in place of whatever the field itself says about a wrong value. */
export function withError<F extends Field<unknown>>(field: F, error: (name: string) => RpcError): F {
  return {
    ...field,
    read(value: unknown, name: string, apiVersion: ApiVersion) {
      try {
        return field.read(value, name, apiVersion);
      } catch {
        throw error(name);
      }
    },
  };
}

/** @throws RpcError about the first member that is wrong. */
export function readParams<F extends Fields>(fields: F, request: RequestObject, apiVersion: ApiVersion): Params<F> {
  const params: Record<string, unknown> = {};
  for (const name in fields) {
    const field = fields[name]!;
    if (Object.hasOwn(request, name)) params[name] = field.read(request[name], name, apiVersion);
    else if (field.missing) throw field.missing(name);
    else params[name] = field.fallback;
  }
  return params as Params<F>;
}

export function usesDeprecated(fields: Fields, request: RequestObject): boolean {
  for (const name in fields) if (fields[name]!.deprecated && Object.hasOwn(request, name)) return true;
  return false;
}

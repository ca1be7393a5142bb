import type { AmendmentName } from '../schemas/amendments';
import type { ErrorName } from '../schemas/errors';
import type { Context } from './context';
import type { Fields, Params } from './fields/field';
import type { JsonObject, RawJson } from './json';

/** The members of `result`: an object of them, or the text of one. */
export type MethodResult = JsonObject | RawJson;

type Answer = MethodResult | Promise<MethodResult>;

/** One method of the API. Its declaration is also what the API reference is written from. */
export interface Method<F extends Fields = Fields, A extends Answer = Answer> {
  /** One line: what it answers. */
  readonly summary: string;
  /** A request that has an answer in the bundled recording, once the method is known (`since`). */
  readonly example: JsonObject;
  /** What it may answer beyond what any method may (`reference/common-errors.ts`). */
  readonly errors?: readonly ErrorName[];
  readonly fields: F;
  /** Exactly one of these fields must be given; anything else is `invalidParams`. */
  readonly exactlyOne?: readonly (keyof F & string)[];
  /** Known from the moment that one of these is in force: the peers of an earlier time don't know the method. */
  readonly since?: readonly AmendmentName[];
  /** Peers answer it from what they have themselves; a request for the current ledger isn't sent on. */
  readonly neverForwarded?: boolean;
  /** Members that nodes don't look at, and would answer as though they weren't there: with one it isn't sent on either. */
  readonly ownMembers?: readonly (keyof F & string)[];
  /** How many requests it counts for where those of an address are limited; 1 when absent. */
  readonly weight?: number;
  /** @throws RpcError the answer when there is no result. */
  run(params: Params<F>, context: Context): A;
}

/** Any method, for tables of them: its parameters are known to itself alone. */
export type AnyMethod = Omit<Method, 'run'> & {
  run(params: never, context: Context): Answer;
};

export function defineMethod<F extends Fields, A extends Answer>(method: Method<F, A>): Method<F, A> {
  return method;
}

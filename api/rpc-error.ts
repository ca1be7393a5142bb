import { errors, type ErrorInfo, type ErrorName } from '../schemas/errors';
import type { JsonObject } from './json';

/** An error that is the answer: thrown anywhere in a method, sent as rippled would send it. */
export class RpcError extends Error {
  override readonly name = 'RpcError';

  /** @param extra members added to the answer, such as `searched_all`. */
  constructor(
    readonly error: ErrorName,
    message?: string,
    readonly extra?: JsonObject,
  ) {
    super(message ?? errors[error].message);
  }

  /** The members that every error answer has, in rippled's order. */
  toJson(): JsonObject {
    const info: ErrorInfo = errors[this.error];
    return {
      error: info.token ?? this.error,
      error_code: info.bare ? undefined : info.code,
      error_message: info.bare ? undefined : this.message,
      status: 'error',
      type: 'response',
      ...this.extra,
    };
  }
}

export const invalidParams = (message?: string): RpcError => new RpcError('invalidParams', message);

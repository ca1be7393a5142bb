import { RpcError } from './rpc-error';
import type { RequestObject } from './parse-json';

export type ApiVersion = 1 | 2 | 3;
export const newestApiVersion = 3;

/** One request, whichever way it came. */
export interface Call {
  readonly transport: 'http' | 'websocket';
  readonly method: string;
  readonly params: RequestObject;
  readonly apiVersion: ApiVersion;
  readonly clientAddress: string;
  /** Whether it came with the operator's password. */
  readonly isAdmin?: boolean;
}

/** @throws RpcError invalid_API_version. Without one, the oldest is meant. */
export function apiVersionOf(params: RequestObject): ApiVersion {
  if (!Object.hasOwn(params, 'api_version')) return 1;
  const version = params['api_version'];
  if (typeof version !== 'number' || !Number.isInteger(version)) {
    throw new RpcError('invalid_API_version', 'API version must be an integer');
  }
  if (version < 1) {
    throw new RpcError('invalid_API_version', 'Requested API version is lower than minimum supported (1)');
  }
  if (version > newestApiVersion) {
    throw new RpcError(
      'invalid_API_version',
      `Requested API version is higher than maximum supported (${newestApiVersion})`,
    );
  }
  return version as ApiVersion;
}

import type { Context } from '../context';
import type { JsonObject } from '../json';
import { requireAccount } from '../owner-directory';
import { invalidParams, RpcError } from '../rpc-error';

/** Limits of the methods that page through what an account owns. */
export const ownedBounds = { minimum: 10, default: 200, maximum: 400 };

/** @throws RpcError actNotFound in rippled's words */
export async function requireRoot(account: Buffer, ledgerIndex: number, context: Context): Promise<void> {
  try {
    await requireAccount(account, ledgerIndex, context);
  } catch (error) {
    throw error instanceof RpcError ? new RpcError('actNotFound') : error;
  }
}

/** `limit` is told only where there is a next page. */
export function withLimit({ limit: _, ...result }: JsonObject, limit: number): JsonObject {
  return result['marker'] === undefined ? result : { ...result, limit };
}

/** A marker that the walk did not give is refused in the words of `refusal`. */
export async function walked<T>(walk: Promise<T>, refusal: () => RpcError = invalidParams): Promise<T> {
  try {
    return await walk;
  } catch (error) {
    throw error instanceof RpcError && error.error === 'invalidParams' ? refusal() : error;
  }
}

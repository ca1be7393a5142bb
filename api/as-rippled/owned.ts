import type { Context } from '../context';
import { findField } from '../../xrpl/codec/walk';
import { directoryPage, ownerDirectory } from '../../xrpl/keylets/directory';
import { keysOf } from '../directory';
import type { OwnerMarker } from '../fields/owner-marker';
import type { JsonObject } from '../json';
import { ownedBy, requireAccount } from '../owner-directory';
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

/**
 * A page of what an account owns. `limit` and marker are told only where there is a next page: with Clio, the methods
 * tell them wherever the limit was reached.
 */
export async function ownedPage(
  { limit: _, marker, ...result }: JsonObject,
  { account, ledgerIndex, limit }: { account: Buffer; ledgerIndex: number; limit: number },
  context: Context,
): Promise<JsonObject> {
  if (typeof marker !== 'string') return result;
  const [key, page] = marker.split(',') as [string, string];
  const from = { key: Buffer.from(key, 'hex'), page: BigInt(page) };
  const [{ owned }, entry] = await Promise.all([
    ownedBy(account, ledgerIndex, { limit: 1, marker: from }, context),
    context.reader.object(from.key, ledgerIndex),
  ]);
  return owned.length === 0 ? result : { ...result, limit, marker: `${key},${hintOf(entry!, account, from.page)}` };
}

/** Of an entry, the fields that name its place in directories of owners. */
const nodeFields = ['OwnerNode', 'LowNode', 'HighNode', 'DestinationNode', 'IssuerNode', 'SubjectNode'];

function nodeIn(entry: Buffer, name: string): bigint | undefined {
  const field = findField(entry, name);
  return field && entry.readBigUInt64BE(field.start);
}

/**
 * The page that rippled names: where the entry has its own owner, who need not be the account, or has none told. Where
 * `placeOf` would not come back from there, the page itself.
 */
function hintOf(entry: Buffer, account: Buffer, page: bigint): bigint {
  if (!nodeFields.some((name) => nodeIn(entry, name) === page)) return page;
  const low = findField(entry, 'LowLimit');
  if (!low) return nodeIn(entry, 'OwnerNode') ?? 0n;
  return (
    nodeIn(entry, entry.subarray(low.end - account.length, low.end).equals(account) ? 'LowNode' : 'HighNode') ?? 0n
  );
}

/**
 * The place that a marker means. To rippled the page in it is a hint: an entry that another page lists is found all the
 * same. That page the entry names itself.
 */
export async function placeOf(
  marker: OwnerMarker | undefined,
  { account, ledgerIndex }: { account: Buffer; ledgerIndex: number },
  { reader }: Context,
): Promise<OwnerMarker | undefined> {
  if (!marker) return undefined;
  const root = ownerDirectory(account);
  const lists = async (page: bigint): Promise<boolean> => {
    const blob = await reader.object(directoryPage(root, page), ledgerIndex);
    return blob !== undefined && keysOf(blob).some((key) => key.equals(marker.key));
  };
  const [entry, isThere] = await Promise.all([reader.object(marker.key, ledgerIndex), lists(marker.page)]);
  if (isThere || !entry) return marker;
  for (const name of nodeFields) {
    const page = nodeIn(entry, name);
    if (page !== undefined && (await lists(page))) return { key: marker.key, page };
  }
  return marker;
}

/** A marker that the walk did not give is refused in the words of `refusal`. */
export async function walked<T>(walk: Promise<T>, refusal: () => RpcError = invalidParams): Promise<T> {
  try {
    return await walk;
  } catch (error) {
    throw error instanceof RpcError && error.error === 'invalidParams' ? refusal() : error;
  }
}

import { findField } from '../xrpl/codec/walk';
import { ownerDirectory } from '../xrpl/keylets/directory';
import { nftokenPageMax, nftokenPageMin } from '../xrpl/keylets/nftoken';
import { accountRoot } from '../xrpl/keylets/account';
import type { Context } from './context';
import { directoryPages } from './directory';
import type { OwnerMarker } from './fields/owner-marker';
import { hex } from './hex';
import { invalidParams, RpcError } from './rpc-error';

/** In place of a page number: the marker's key is that of an NFTokenPage, or of none that is left. */
const nftHint = 0xffffffffn;
const keySize = 32;
const noKey = Buffer.alloc(keySize);

export interface Owned {
  readonly key: Buffer;
  readonly blob: Buffer;
}

export interface OwnedPage {
  readonly owned: Owned[];
  /** Where to go on, when as many as asked for were looked at. */
  readonly marker: string | undefined;
}

/** @throws RpcError actNotFound */
export async function requireAccount(account: Buffer, ledgerIndex: number, { reader }: Context): Promise<void> {
  if (!(await reader.object(accountRoot(account), ledgerIndex))) throw new RpcError('actNotFound', 'accountNotFound');
}

/** Everything an account owns, but its NFTs. */
export async function allOwnedBy(account: Buffer, ledgerIndex: number, context: Context): Promise<Owned[]> {
  return (await ownedBy(account, ledgerIndex, { limit: Infinity, marker: undefined }, context)).owned;
}

/**
 * What an account owns, in the order of its directory, as the peers page through it: the limit counts what was
 * looked at, so a caller that filters answers fewer.
 *
 * @param nfts whether its pages of NFTs, which no directory lists, come first
 * @throws RpcError for a marker that this walk did not give (C#609)
 */
export async function ownedBy(
  account: Buffer,
  ledgerIndex: number,
  { limit, marker, nfts = false }: { limit: number; marker: OwnerMarker | undefined; nfts?: boolean },
  context: Context,
): Promise<OwnedPage> {
  const inNfts = nfts && (!marker || (marker.page === nftHint && !marker.key.equals(noKey)));
  const pages = inNfts ? await nftPages(account, ledgerIndex, limit, marker?.key, context) : { owned: [], next: noKey };
  if (pages.owned.length >= limit) return { owned: pages.owned, marker: `${hex(pages.next)},${nftHint}` };
  const from = inNfts || marker?.page === nftHint ? undefined : marker;
  const listed = await directoryKeys(account, ledgerIndex, limit - pages.owned.length, from, context);
  const blobs = await context.reader.objects(listed.keys, ledgerIndex);
  const owned = listed.keys.map((key, i) => {
    const blob = blobs[i];
    if (!blob) throw new Error(`the directory of ledger ${ledgerIndex} lists ${hex(key)}, which is not there`);
    return { key, blob };
  });
  return { owned: [...pages.owned, ...owned], marker: listed.marker };
}

/** An account's NFTokenPages, from the last one (or `from`) back to the first. `next` is zero after the first. */
export async function nftPages(
  account: Buffer,
  ledgerIndex: number,
  limit: number,
  from: Buffer | undefined,
  { reader }: Context,
) {
  const [lowest, highest] = [nftokenPageMin(account), nftokenPageMax(account)];
  if (from && (from.compare(lowest) < 0 || from.compare(highest) > 0)) throw invalidParams('Invalid marker.');
  const owned: Owned[] = [];
  let next = from ?? highest;
  while (owned.length < limit && !next.equals(noKey)) {
    const blob = await reader.object(next, ledgerIndex);
    if (!blob && from) throw invalidParams('Invalid marker.');
    if (!blob) return { owned, next: noKey };
    owned.push({ key: next, blob });
    const previous = findField(blob, 'PreviousPageMin');
    next = previous ? blob.subarray(previous.start, previous.end) : noKey;
  }
  return { owned, next };
}

async function directoryKeys(
  account: Buffer,
  ledgerIndex: number,
  limit: number,
  marker: OwnerMarker | undefined,
  { reader }: Context,
): Promise<{ keys: Buffer[]; marker: string | undefined }> {
  const keys: Buffer[] = [];
  // The key that the marker names must be on the page that it names.
  let skipping = marker !== undefined;
  for await (const page of directoryPages(ownerDirectory(account), marker?.page ?? 0n, ledgerIndex, reader)) {
    const place = skipping ? page.keys.findIndex((key) => key.equals(marker!.key)) : -1;
    if (skipping && place < 0) break;
    skipping = false;
    for (const key of page.keys.slice(place + 1)) {
      if (keys.push(key) === limit) return { keys, marker: `${hex(key)},${page.number}` };
    }
  }
  if (skipping) throw invalidParams('Invalid marker.');
  return { keys, marker: undefined };
}

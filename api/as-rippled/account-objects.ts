import { directoryPage, ownerDirectory } from '../../xrpl/keylets/directory';
import { nftokenPageMax, nftokenPageMin } from '../../xrpl/keylets/nftoken';
import { findField } from '../../xrpl/codec/walk';
import type { Reader } from '../../store/read/reader';
import { keysOf } from '../directory';
import { hex } from '../hex';
import { entryTypeOf } from '../ledger-entry-types';
import type { Owned } from '../owner-directory';
import { invalidField } from './request';

const noKey = Buffer.alloc(32);
/** Of an NFTokenPage's key, what names the account. */
const accountSize = 20;

export interface ObjectsMarker {
  /** The directory page, or zero while the pages of NFTs are walked. */
  readonly page: Buffer;
  /** The entry to begin with, or that page of NFTs before the one to begin with. */
  readonly entry: Buffer;
}

export interface ObjectsPage {
  readonly objects: Owned[];
  readonly marker?: string;
}

interface Walk {
  readonly account: Buffer;
  readonly ledgerIndex: number;
  readonly limit: number;
  /** The types wanted; all when absent. Objects of another type count, too, pages of NFTs apart. */
  readonly types?: ReadonlySet<string> | undefined;
  readonly marker?: ObjectsMarker | undefined;
}

/**
 * What an account owns in the order that rippled walks it: first its pages of NFTs by ascending key, where those are
 * wanted, then its directory. Its markers name the directory's page by key, and the entry that comes next.
 * @throws RpcError for a marker that this walk did not give
 */
export async function accountObjects(walk: Walk, reader: Reader): Promise<ObjectsPage> {
  const { account, limit, types, marker } = walk;
  const objects: Owned[] = [];
  const inNfts =
    (types?.has('NFTokenPage') ?? true) &&
    (!marker || (marker.page.equals(noKey) && (marker.entry.equals(noKey) || isOf(account, marker.entry))));
  if (inNfts) {
    const next = await nftPages(walk, objects, reader);
    if (next) return { objects, marker: `0,${hex(next)}` };
  }
  const from = marker && !marker.page.equals(noKey) ? marker : undefined;
  return { objects, ...(await directoryEntries(walk, objects, limit - objects.length, from, reader)) };
}

const isOf = (account: Buffer, key: Buffer): boolean => key.subarray(0, accountSize).equals(account);

/** @returns the page after which there are more than the limit allows */
async function nftPages(walk: Walk, objects: Owned[], reader: Reader): Promise<Buffer | undefined> {
  const { account, ledgerIndex, limit, marker } = walk;
  const begin = marker && !marker.entry.equals(noKey) ? marker.entry : nftokenPageMin(account);
  const last = nftokenPageMax(account);
  const [first] = await reader.objectsAfter(begin, ledgerIndex, 1);
  if (!first || first.key.compare(last) > 0) return undefined;
  let { key, blob }: { key: Buffer; blob: Buffer | undefined } = first;
  while (blob) {
    objects.push({ key, blob });
    const next = findField(blob, 'NextPageMin');
    if (!next) return undefined;
    if (objects.length === limit) return key;
    key = blob.subarray(next.start, next.end);
    blob = await reader.object(key, ledgerIndex);
  }
  return undefined;
}

async function directoryEntries(
  { account, ledgerIndex, types }: Walk,
  objects: Owned[],
  room: number,
  from: ObjectsMarker | undefined,
  reader: Reader,
): Promise<{ marker?: string }> {
  const root = ownerDirectory(account);
  let page: Buffer = from?.page ?? root;
  let left = room;
  let begun = from === undefined;
  for (;;) {
    const blob = await reader.object(page, ledgerIndex);
    if (!blob) return {};
    let keys = keysOf(blob);
    if (!begun) {
      const place = keys.findIndex((key) => key.equals(from!.entry));
      if (place < 0) throw invalidField('marker');
      keys = keys.slice(place);
      begun = true;
    }
    if (keys.length > 0 && left === 0) return { marker: `${hex(page)},${hex(keys[0]!)}` };
    const taken = keys.slice(0, left);
    const blobs = await reader.objects(taken, ledgerIndex);
    for (const [i, key] of taken.entries()) {
      if (!types || types.has(entryTypeOf(blobs[i]!))) objects.push({ key, blob: blobs[i]! });
    }
    if (taken.length < keys.length) return { marker: `${hex(page)},${hex(keys[taken.length]!)}` };
    left -= taken.length;
    const next = findField(blob, 'IndexNext');
    const number = next ? blob.readBigUInt64BE(next.start) : 0n;
    if (number === 0n) return {};
    page = directoryPage(root, number);
  }
}

import type { Asset } from './asset';
import { keyIn, Space } from './space';

const QUALITY_AT = 24;

/**
 * The first 24 bytes of the keys of an order book's directories, followed by 8 zero bytes: the key below every
 * offer in it.
 * @param pays what takers pay (`TakerPays`)
 * @param gets what takers get (`TakerGets`)
 * @param domain of a permissioned book: the domain's key
 */
export function bookBase(pays: Asset, gets: Asset, domain?: Uint8Array): Buffer {
  const parts = bookParts(pays, gets);
  if (domain !== undefined) parts.push(domain);
  return keyIn(Space.bookDirectory, ...parts).fill(0, QUALITY_AT);
}

/** The ids of both assets come first, then the issuers of those that are currencies. */
function bookParts(pays: Asset, gets: Asset): Uint8Array[] {
  const id = (asset: Asset) => ('mptId' in asset ? asset.mptId : asset.currency);
  const issuer = (asset: Asset) => ('mptId' in asset ? [] : [asset.issuer]);
  return [id(pays), id(gets), ...issuer(pays), ...issuer(gets)];
}

/** The first page of the directory of all offers of one quality (see `quality.ts`). */
export function bookDirectory(base: Uint8Array, quality: bigint): Buffer {
  const key = Buffer.from(base);
  key.writeBigUInt64BE(quality, QUALITY_AT);
  return key;
}

/** The quality in a book directory's key. */
export function qualityOf(directory: Uint8Array): bigint {
  return Buffer.from(directory.buffer, directory.byteOffset, directory.byteLength).readBigUInt64BE(QUALITY_AT);
}

/** The first key after all directories of a book. */
export function bookEnd(base: Uint8Array): Buffer {
  const key = Buffer.from(base).fill(0, QUALITY_AT);
  for (let i = QUALITY_AT - 1; i >= 0; i -= 1) {
    const byte = ((key[i] as number) + 1) & 255;
    key[i] = byte;
    if (byte !== 0) break;
  }
  return key;
}

import { compareAssets, type Asset } from './asset';
import { keyIn, Space } from './space';

/** The pool of two assets, in either order. */
export function amm(a: Asset, b: Asset): Buffer {
  const [first, second] = compareAssets(a, b) <= 0 ? [a, b] : [b, a];
  return keyIn(Space.amm, ...ammParts(first), ...ammParts(second));
}

// The other way round than in a book: the issuer before the currency.
function ammParts(asset: Asset): Uint8Array[] {
  return 'mptId' in asset ? [asset.mptId] : [asset.issuer, asset.currency];
}

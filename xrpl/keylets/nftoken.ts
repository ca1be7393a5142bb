import { keyIn, Space } from './space';

const ACCOUNT_SIZE = 20;

/**
 * A page of an account's NFTokens is named by the account and the last 12 bytes of an NFTokenID that is above all
 * on the page; so an account's pages lie between these two keys.
 */
export function nftokenPageMin(owner: Uint8Array): Buffer {
  const key = Buffer.alloc(32);
  key.set(owner);
  return key;
}

/** Also the key of an account's last page. */
export function nftokenPageMax(owner: Uint8Array): Buffer {
  const key = Buffer.alloc(32, 0xff);
  key.set(owner);
  return key;
}

/** The page that has the token is the first whose key is above this one. */
export function nftokenPage(owner: Uint8Array, nftokenId: Uint8Array): Buffer {
  const key = Buffer.from(nftokenId);
  key.set(owner.subarray(0, ACCOUNT_SIZE));
  return key;
}

/** Directory of the offers to buy a token (32 bytes). */
export function nftokenBuyOffers(nftokenId: Uint8Array): Buffer {
  return keyIn(Space.nftokenBuyOffers, nftokenId);
}

/** Directory of the offers to sell a token (32 bytes). */
export function nftokenSellOffers(nftokenId: Uint8Array): Buffer {
  return keyIn(Space.nftokenSellOffers, nftokenId);
}

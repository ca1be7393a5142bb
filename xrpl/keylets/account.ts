import { keyIn, Space, u32 } from './space';

/** Entries of which an account has at most one, or one for each other account. Accounts are 20 bytes. */

export function accountRoot(account: Uint8Array): Buffer {
  return keyIn(Space.account, account);
}

/** The number is a page, of which only the first was ever used. */
export function signerList(account: Uint8Array): Buffer {
  return keyIn(Space.signerList, account, u32(0));
}

export function did(account: Uint8Array): Buffer {
  return keyIn(Space.did, account);
}

export function depositPreauth(owner: Uint8Array, authorized: Uint8Array): Buffer {
  return keyIn(Space.depositPreauth, owner, authorized);
}

export function delegate(account: Uint8Array, authorized: Uint8Array): Buffer {
  return keyIn(Space.delegate, account, authorized);
}

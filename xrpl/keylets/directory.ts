import { keyIn, Space, u64 } from './space';

/** The first page of the list of what an account (20 bytes) owns. */
export function ownerDirectory(account: Uint8Array): Buffer {
  return keyIn(Space.ownerDirectory, account);
}

/** A page of any directory, from its first page's key; page 0 is the first page itself. */
export function directoryPage(root: Uint8Array, page: bigint): Buffer {
  return page === 0n ? Buffer.from(root) : keyIn(Space.directoryPage, root, u64(page));
}

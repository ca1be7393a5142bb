import { keyIn, Space } from './space';

/** @param mptId `MPTokenIssuanceID`, 24 bytes (see `mpt.ts`) */
export function mptokenIssuance(mptId: Uint8Array): Buffer {
  return keyIn(Space.mptokenIssuance, mptId);
}

/** What an account holds of an MPT. */
export function mptoken(mptId: Uint8Array, holder: Uint8Array): Buffer {
  return keyIn(Space.mptoken, mptokenIssuance(mptId), holder);
}

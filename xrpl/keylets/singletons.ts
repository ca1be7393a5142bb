import { keyIn, Space, u32 } from './space';

/** Entries of which a ledger has at most one. Shared: don't write to them. */
export const amendments = keyIn(Space.amendments);
export const feeSettings = keyIn(Space.feeSettings);
export const negativeUnl = keyIn(Space.negativeUnl);

/** The hashes of the last 256 ledgers. */
export const recentLedgerHashes = keyIn(Space.skipList);

/** The hashes of every 256th ledger of the 65,536 that `ledgerIndex` is among. */
export function longTermLedgerHashes(ledgerIndex: number): Buffer {
  return keyIn(Space.skipList, u32(ledgerIndex >>> 16));
}

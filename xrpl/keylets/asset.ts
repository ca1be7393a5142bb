/**
 * What an amount is of: an issued currency (20 bytes each; XRP is zeros for both), or an MPT by its issuance's id
 * (24 bytes).
 */
export type Asset = { currency: Uint8Array; issuer: Uint8Array } | { mptId: Uint8Array };

const ZEROS = Buffer.alloc(20);

export const XRP: Asset = { currency: ZEROS, issuer: ZEROS };

/** rippled's order of assets: MPTs before currencies; currencies by code, then by issuer. */
export function compareAssets(a: Asset, b: Asset): number {
  if ('mptId' in a) return 'mptId' in b ? Buffer.compare(a.mptId, b.mptId) : -1;
  if ('mptId' in b) return 1;
  return Buffer.compare(a.currency, b.currency) || Buffer.compare(a.issuer, b.issuer);
}

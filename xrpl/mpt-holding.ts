import { fieldOf, findField } from './codec/walk';

/** LedgerEntryType with its field header, which every entry begins with. */
const MPTOKEN_TYPE = Buffer.of(0x11, 0x00, 0x7f);
const Account = fieldOf('Account');
const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');

/** Whose holding an MPToken is, and of what; views of the blob. */
export interface MptHolding {
  /** MPTokenIssuanceID, 24 bytes. */
  issuance: Buffer;
  /** 20 bytes. */
  holder: Buffer;
}

/** `undefined` for any other kind of ledger entry. */
export function holdingOf(blob: Buffer): MptHolding | undefined {
  if (!blob.subarray(0, MPTOKEN_TYPE.length).equals(MPTOKEN_TYPE)) return undefined;
  const issuance = findField(blob, MPTokenIssuanceID)!;
  const holder = findField(blob, Account)!;
  return { issuance: blob.subarray(issuance.start, issuance.end), holder: blob.subarray(holder.start, holder.end) };
}

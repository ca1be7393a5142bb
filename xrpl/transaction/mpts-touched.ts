import { FieldType } from '../codec/field-type';
import { fieldOf, FieldWalker } from '../codec/walk';
import { MPT_ID_SIZE } from '../mpt';
import { metaFacts, tesSUCCESS } from './meta-facts';
import { mptChanges } from './mpt-changes';

const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');
/** Bytes of an amount and of an issue that are of an MPT; others have other sizes. */
export const mptAmountSize = 33;
export const mptIssueSize = 44;

/**
 * MPTokenIssuanceIDs (24 bytes) under which `mptoken_issuance_history` gives a transaction, each once: those that it
 * names itself, failed or not, and those whose issuance or holdings it changed.
 * @throws CodecError when transaction or metadata is malformed.
 */
export function mptsTouched(transaction: Uint8Array, metadata: Uint8Array): Buffer[] {
  const ids = mptsNamed(transaction);
  for (const { id } of mptChanges(metadata)) {
    if (metaFacts(metadata).result !== tesSUCCESS) break;
    ids.push(id);
  }
  return ids.filter((id, place) => ids.findIndex((other) => other.equals(id)) === place);
}

function mptsNamed(transaction: Uint8Array): Buffer[] {
  const bytes = Buffer.from(transaction.buffer, transaction.byteOffset, transaction.byteLength);
  const ids: Buffer[] = [];
  const fields = new FieldWalker(bytes);
  while (fields.next()) {
    const { code, start, end } = fields;
    const type = code >> 8;
    if (code === MPTokenIssuanceID || (type === FieldType.Amount && end - start === mptAmountSize)) {
      ids.push(bytes.subarray(end - MPT_ID_SIZE, end));
    } else if (type === FieldType.Issue && end - start === mptIssueSize) ids.push(idOfIssue(bytes, start));
  }
  return ids;
}

/** The id of the MPT that an issue names: it has the issuer first, and the sequence last and little-endian. */
export function idOfIssue(bytes: Uint8Array, start: number): Buffer {
  const sequence = Buffer.from(bytes.subarray(start + 40, start + mptIssueSize)).reverse();
  return Buffer.concat([sequence, bytes.subarray(start, start + 20)]);
}

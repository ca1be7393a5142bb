import { FieldWalker } from '../codec/walk';
import { MPT_ID_SIZE } from '../mpt';
import { metaFacts, tesSUCCESS } from './meta-facts';
import { mptChanges } from './mpt-changes';
import { tokenIn } from './token-in';

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
    const token = tokenIn(bytes, fields.code, fields);
    if (token?.length === MPT_ID_SIZE) ids.push(token as Buffer);
  }
  return ids;
}

import { findField, fieldOf } from '../codec/walk';
import { affectedNodes, CreatedNode, DeletedNode } from './affected-nodes';

const NFTOKEN_OFFER = 0x37;
const NFTokenID = fieldOf('NFTokenID');

/** Keys of the NFToken offers that a transaction made, 32 bytes each. */
export function createdNftOffers(metadata: Uint8Array): Buffer[] {
  return affectedNodes(metadata)
    .filter(({ kind, entryType }) => kind === CreatedNode && entryType === NFTOKEN_OFFER)
    .map(({ key }) => Buffer.from(metadata.subarray(key, key + 32)));
}

/** NFTokenIDs of the NFToken offers that a transaction removed, each once, ascending. */
export function nftsOfDeletedOffers(metadata: Uint8Array): Buffer[] {
  const ids: Buffer[] = [];
  for (const { kind, entryType, fields } of affectedNodes(metadata)) {
    if (kind !== DeletedNode || entryType !== NFTOKEN_OFFER || fields === undefined) continue;
    const found = findField(metadata, NFTokenID, fields.start, fields.end);
    if (found !== undefined) ids.push(Buffer.from(metadata.subarray(found.start, found.end)));
  }
  ids.sort((a, b) => Buffer.compare(a, b));
  return ids.filter((id, i) => i === 0 || !id.equals(ids[i - 1] as Buffer));
}

import { findField, fieldOf } from '../codec/walk';
import { mptId } from '../mpt';
import { affectedNodes, CreatedNode, DeletedNode } from './affected-nodes';

const MPTOKEN_ISSUANCE = 0x7e;
const MPTOKEN = 0x7f;
/** LedgerEntryType with the field's header. */
const ISSUANCE_TYPE = Buffer.of(0x11, 0x00, MPTOKEN_ISSUANCE);
const HOLDING_TYPE = Buffer.of(0x11, 0x00, MPTOKEN);
const Issuer = fieldOf('Issuer');
const Sequence = fieldOf('Sequence');
const Account = fieldOf('Account');
const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');

export interface MptChange {
  /** MPTokenIssuanceID, 24 bytes. */
  id: Buffer;
  /** Whose holding changed (20 bytes); `undefined` when it was the issuance itself. */
  holder: Buffer | undefined;
  change: 'created' | 'modified' | 'deleted';
}

/**
 * The MPT issuances and the holdings of MPTs that a transaction made, changed or removed.
 * @throws CodecError when the metadata is malformed.
 */
export function mptChanges(metadata: Uint8Array): MptChange[] {
  const bytes = Buffer.from(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  // Few transactions touch any, and looking for the bytes that say so costs less than walking the nodes.
  if (!bytes.includes(HOLDING_TYPE) && !bytes.includes(ISSUANCE_TYPE)) return [];
  const changes: MptChange[] = [];
  for (const { kind, entryType, fields } of affectedNodes(metadata)) {
    if ((entryType !== MPTOKEN && entryType !== MPTOKEN_ISSUANCE) || fields === undefined) continue;
    const read = (field: number): Buffer | undefined => {
      const found = findField(bytes, field, fields.start, fields.end);
      return found && bytes.subarray(found.start, found.end);
    };
    const holder = entryType === MPTOKEN ? read(Account) : undefined;
    const id = entryType === MPTOKEN ? read(MPTokenIssuanceID) : issuanceId(read(Sequence), read(Issuer));
    if (id === undefined) continue;
    const change = kind === CreatedNode ? 'created' : kind === DeletedNode ? 'deleted' : 'modified';
    changes.push({ id, holder, change });
  }
  return changes;
}

function issuanceId(sequence: Buffer | undefined, issuer: Buffer | undefined): Buffer | undefined {
  return issuer && mptId(sequence?.readUInt32BE() ?? 0, issuer);
}

/** Bytes of an MPT's id (`MPTokenIssuanceID`). */
export const MPT_ID_SIZE = 24;

export interface MptIdParts {
  /** Sequence of the transaction that made the issuance. */
  sequence: number;
  /** 20 bytes, a view of the id. */
  issuer: Uint8Array;
}

export function mptId(sequence: number, issuer: Uint8Array): Buffer {
  const id = Buffer.alloc(MPT_ID_SIZE);
  id.writeUInt32BE(sequence);
  id.set(issuer, 4);
  return id;
}

/** @throws RangeError unless the id has 24 bytes. */
export function parseMptId(id: Uint8Array): MptIdParts {
  if (id.length !== MPT_ID_SIZE) throw new RangeError(`an MPT id has ${MPT_ID_SIZE} bytes, not ${id.length}`);
  const sequence = new DataView(id.buffer, id.byteOffset, id.byteLength).getUint32(0);
  return { sequence, issuer: id.subarray(4) };
}

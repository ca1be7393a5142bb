/** Bytes of an NFTokenID. */
export const NFTOKEN_ID_SIZE = 32;

/** Bits of `flags` (XLS-20). */
export const NFTokenFlag = {
  burnable: 0x0001,
  onlyXrp: 0x0002,
  trustLine: 0x0004,
  transferable: 0x0008,
  mutable: 0x0010,
} as const;

export interface NFTokenIdParts {
  flags: number;
  /** In 1/100,000. */
  transferFee: number;
  /** 20 bytes, a view of the id. */
  issuer: Uint8Array;
  taxon: number;
  /** Place among all tokens of the issuer. */
  sequence: number;
}

/** @throws RangeError unless the id has 32 bytes. */
export function parseNFTokenId(id: Uint8Array): NFTokenIdParts {
  if (id.length !== NFTOKEN_ID_SIZE)
    throw new RangeError(`an NFTokenID has ${NFTOKEN_ID_SIZE} bytes, not ${id.length}`);
  const view = new DataView(id.buffer, id.byteOffset, id.byteLength);
  const sequence = view.getUint32(28);
  return {
    flags: view.getUint16(0),
    transferFee: view.getUint16(2),
    issuer: id.subarray(4, 24),
    taxon: scrambleTaxon(view.getUint32(24), sequence),
    sequence,
  };
}

/** @throws RangeError when a number doesn't fit its place. */
export function nftokenId(parts: NFTokenIdParts): Buffer {
  const id = Buffer.alloc(NFTOKEN_ID_SIZE);
  id.writeUInt16BE(parts.flags, 0);
  id.writeUInt16BE(parts.transferFee, 2);
  id.set(parts.issuer, 4);
  id.writeUInt32BE(scrambleTaxon(parts.taxon, parts.sequence), 24);
  id.writeUInt32BE(parts.sequence, 28);
  return id;
}

/**
 * The id has the taxon XORed with a number that follows from the sequence, so that the tokens of one taxon don't
 * crowd on one page (XLS-20, 4.1.1.4). Doing it twice undoes it.
 */
export function scrambleTaxon(taxon: number, sequence: number): number {
  return (taxon ^ (Math.imul(384_160_001, sequence) + 2459)) >>> 0;
}

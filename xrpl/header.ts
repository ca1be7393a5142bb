import { HashPrefix, HASH_SIZE, sha512Half } from './hash';

/** Bytes of a ledger header without its own hash, as gRPC's `ledger_header` begins. */
export const HEADER_SIZE = 118;

/** Times are seconds since 2000-01-01 (see `time.ts`); hashes are 32 bytes. */
export interface LedgerHeader {
  ledgerIndex: number;
  totalDrops: bigint;
  parentHash: Buffer;
  /** Root of the transaction tree. */
  transactionHash: Buffer;
  /** Root of the state tree. */
  accountHash: Buffer;
  parentCloseTime: number;
  closeTime: number;
  /** Seconds. */
  closeTimeResolution: number;
  /** Bit 0: the validators didn't agree on the close time. */
  closeFlags: number;
}

/**
 * The hashes are views of `bytes`, not copies.
 * @throws RangeError unless `bytes` has the header's 118 bytes, or these and the ledger hash (150), which isn't read.
 */
export function parseHeader(bytes: Uint8Array): LedgerHeader {
  if (bytes.length !== HEADER_SIZE && bytes.length !== HEADER_SIZE + HASH_SIZE) {
    throw new RangeError(`a ledger header has ${HEADER_SIZE} bytes, not ${bytes.length}`);
  }
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    ledgerIndex: b.readUInt32BE(0),
    totalDrops: b.readBigUInt64BE(4),
    parentHash: b.subarray(12, 44),
    transactionHash: b.subarray(44, 76),
    accountHash: b.subarray(76, 108),
    parentCloseTime: b.readUInt32BE(108),
    closeTime: b.readUInt32BE(112),
    closeTimeResolution: b.readUInt8(116),
    closeFlags: b.readUInt8(117),
  };
}

/** `closeTime` alone, of 118 header bytes. */
export const closeTimeIn = (header: Buffer): number => header.readUInt32BE(112);

const emptyTree = Buffer.alloc(HASH_SIZE);

/** Whether the ledger had no transactions: the root of its transaction tree is zero. Of 118 header bytes. */
export const isWithoutTransactions = (header: Buffer): boolean => header.subarray(44, 76).equals(emptyTree);

/** @throws RangeError when a number doesn't fit its place or a hash hasn't 32 bytes. */
export function serialiseHeader(header: LedgerHeader): Buffer {
  const b = Buffer.allocUnsafe(HEADER_SIZE);
  b.writeUInt32BE(header.ledgerIndex, 0);
  b.writeBigUInt64BE(header.totalDrops, 4);
  let at = 12;
  for (const hash of [header.parentHash, header.transactionHash, header.accountHash]) {
    if (hash.length !== HASH_SIZE) throw new RangeError(`a hash has ${HASH_SIZE} bytes, not ${hash.length}`);
    b.set(hash, at);
    at += HASH_SIZE;
  }
  b.writeUInt32BE(header.parentCloseTime, 108);
  b.writeUInt32BE(header.closeTime, 112);
  b.writeUInt8(header.closeTimeResolution, 116);
  b.writeUInt8(header.closeFlags, 117);
  return b;
}

/**
 * The ledger's hash, from its 118 header bytes: they are hashed exactly as they stand.
 * @throws RangeError for another length.
 */
export function ledgerHash(header118: Uint8Array): Buffer {
  if (header118.length !== HEADER_SIZE) {
    throw new RangeError(`a ledger header has ${HEADER_SIZE} bytes, not ${header118.length}`);
  }
  return sha512Half(HashPrefix.ledger, header118);
}

import type { TransactionRecord } from '../../xrpl/ledger-diff';

/** Uncompressed size that a block is filled up to: larger packs tighter, smaller reads faster. */
const target = 12288;

const lengthBytes = 3;

/** Splits a ledger's transactions into blocks. @returns uncompressed blocks with the place of their first transaction. */
export function packTransactions(
  first: number,
  records: readonly TransactionRecord[],
): { index: number; bytes: Buffer }[] {
  const blocks: { index: number; bytes: Buffer }[] = [];
  let parts: Buffer[] = [];
  let size = 0;
  let index = first;
  records.forEach((record, place) => {
    const length = 2 * lengthBytes + record.transaction.length + record.metadata.length;
    if (size > 0 && size + length > target) {
      blocks.push({ index, bytes: Buffer.concat(parts, size) });
      parts = [];
      size = 0;
      index = first + place;
    }
    parts.push(prefix(record.transaction), record.transaction, prefix(record.metadata), record.metadata);
    size += length;
  });
  if (size > 0) blocks.push({ index, bytes: Buffer.concat(parts, size) });
  return blocks;
}

function prefix(blob: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(lengthBytes);
  bytes.writeUIntBE(blob.length, 0, lengthBytes);
  return bytes;
}

/** The transactions of an uncompressed block, in index order. */
export function unpackTransactions(bytes: Buffer): TransactionRecord[] {
  const records: TransactionRecord[] = [];
  let at = 0;
  const take = (): Buffer => {
    const start = at + lengthBytes;
    at = start + bytes.readUIntBE(at, lengthBytes);
    return bytes.subarray(start, at);
  };
  while (at < bytes.length) records.push({ transaction: take(), metadata: take() });
  return records;
}

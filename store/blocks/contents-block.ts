import { transactionId } from '../../xrpl/hash';
import type { LedgerDiff, ObjectRecord, TransactionRecord } from '../../xrpl/ledger-diff';
import { ObjectEntry, pushObject, type PackedObject } from './object-entry';
import { looseFrom, looseFromIn, objectOf, placement, transactionOf, transactionPosition } from './placement';

/** Uncompressed size that a block is filled up to: larger packs tighter, smaller reads faster. */
const target = 16384;
const lengthBytes = 3;
const countBytes = 2;
const keySize = 32;

/** A transaction as a block holds it, with the objects that it was the last in its ledger to change. */
export class PackedTransaction implements TransactionRecord {
  private computed: Buffer | undefined;
  readonly objects: PackedObject[] = [];

  constructor(
    readonly transaction: Buffer,
    readonly metadata: Buffer,
  ) {}

  /** Its hash, 32 bytes. */
  get id(): Buffer {
    return (this.computed ??= transactionId(this.transaction));
  }
}

/** Some of the contents of a ledger: transactions in index order, or objects that belong to none. */
export interface ContentsBlock {
  position: number;
  transactions: PackedTransaction[];
  loose: PackedObject[];
}

/** Collects entries until a block is full. */
class Packer {
  readonly blocks: { position: number; bytes: Buffer }[] = [];
  private parts: Buffer[] = [];
  private size = 0;
  private position = 0;

  add(position: number, parts: readonly Buffer[], size: number): void {
    if (this.size > 0 && this.size + size > target) this.finish();
    if (this.size === 0) this.position = position;
    this.parts.push(...parts);
    this.size += size;
  }

  finish(): void {
    if (this.size > 0) this.blocks.push({ position: this.position, bytes: Buffer.concat(this.parts, this.size) });
    this.parts = [];
    this.size = 0;
  }
}

const number = (value: number, width: number): Buffer => {
  const bytes = Buffer.allocUnsafe(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
};

/**
 * Splits the contents of a segment into blocks.
 * @param ids of the segment's transactions
 * @param tailOf what to store instead of an object, see `skip-list.ts`
 * @returns uncompressed blocks with the position of their first entry
 */
export function packContents(
  segment: LedgerDiff,
  ids: readonly Buffer[],
  tailOf: (object: ObjectRecord) => Buffer | undefined,
): { position: number; bytes: Buffer }[] {
  const { owned, loose } = placement(segment);
  const packer = new Packer();
  segment.transactions.forEach(({ transaction, metadata }, place) => {
    const lengths = [number(transaction.length, lengthBytes), number(metadata.length, lengthBytes)] as const;
    const objects = owned[place]!;
    const parts = [lengths[0], transaction, lengths[1], metadata, number(objects.length, countBytes)];
    let size = 2 * lengthBytes + transaction.length + metadata.length + countBytes;
    for (const { object, keyAt } of objects) {
      parts.push(number(keyAt, lengthBytes));
      size += lengthBytes + pushObject(parts, object, ids[place], tailOf(object));
    }
    packer.add(transactionPosition(segment.firstTransaction + place), parts, size);
  });
  packer.finish();
  loose.forEach((object, place) => {
    const parts = [object.key];
    const size = keySize + pushObject(parts, object, undefined, tailOf(object));
    packer.add(looseFromIn(segment) + segment.firstObject + place, parts, size);
  });
  packer.finish();
  return packer.blocks;
}

/** @param position that of the block's first entry */
export function unpackContents(position: number, bytes: Buffer): ContentsBlock {
  const block: ContentsBlock = { position, transactions: [], loose: [] };
  let at = 0;
  while (at < bytes.length && position >= looseFrom) {
    const entry = new ObjectEntry(bytes, at + keySize, bytes.subarray(at, at + keySize), noId);
    block.loose.push(entry);
    at = entry.end;
  }
  const take = (): Buffer => {
    const start = at + lengthBytes;
    at = start + bytes.readUIntBE(at, lengthBytes);
    return bytes.subarray(start, at);
  };
  while (at < bytes.length) {
    const transaction = new PackedTransaction(take(), take());
    const id = (): Buffer => transaction.id;
    let count = bytes.readUInt16BE(at);
    at += countBytes;
    for (; count > 0; count--) {
      const keyAt = bytes.readUIntBE(at, lengthBytes);
      const key = transaction.metadata.subarray(keyAt, keyAt + keySize);
      const entry = new ObjectEntry(bytes, at + lengthBytes, key, id);
      transaction.objects.push(entry);
      at = entry.end;
    }
    block.transactions.push(transaction);
  }
  return block;
}

function noId(): never {
  throw new Error('an object without a transaction has its id left out');
}

/** Whether anything at that position must be in this block. */
export function holds(block: ContentsBlock, position: number): boolean {
  if (position < block.position) return false;
  if (block.position >= looseFrom) return position - block.position < block.loose.length;
  return transactionOf(position) - transactionOf(block.position) < block.transactions.length;
}

/** The transaction at that position, if the block holds it. */
export function transactionIn(block: ContentsBlock, position: number): PackedTransaction | undefined {
  return position < looseFrom ? block.transactions[transactionOf(position) - transactionOf(block.position)] : undefined;
}

/** The object at that position, if the block holds it. */
export function objectIn(block: ContentsBlock, position: number): PackedObject | undefined {
  if (position >= looseFrom) return block.position >= looseFrom ? block.loose[position - block.position] : undefined;
  return transactionIn(block, position)?.objects[objectOf(position)];
}

export function objectsIn({ transactions, loose }: ContentsBlock): PackedObject[] {
  return [...transactions.flatMap(({ objects }) => objects), ...loose];
}

import type { Change, ObjectRecord } from '../../xrpl/ledger-diff';

/** Flags, then the blob's length. */
const headSize = 4;
const changes: readonly Change[] = ['created', 'modified', 'deleted'];
const changeBits = 0x03;
/** The transaction's id is left out of the blob, in which it is PreviousTxnID; its place follows the head. */
const idFlag = 0x40;
/** The blob is only the tail of a skip list, see `skip-list.ts`. */
const tailFlag = 0x80;
const offsetSize = 2;

/** An object as a block holds it. */
export interface PackedObject {
  readonly key: Buffer;
  readonly change: Change;
  /** `null` when deleted. */
  readonly blob: Buffer | null;
  /** Whether `blob` is a skip-list tail rather than the object. */
  readonly tail: boolean;
}

/**
 * Appends an object to `parts`.
 * @param id of the transaction that it lies beside: left out where the object names it
 * @param tail stored instead of the object
 * @returns bytes appended
 */
export function pushObject(parts: Buffer[], object: ObjectRecord, id?: Buffer, tail?: Buffer): number {
  const { change } = object;
  const blob = tail ?? object.blob;
  const idAt = id && blob ? blob.indexOf(id) : -1;
  const head = Buffer.allocUnsafe(headSize);
  head[0] = changes.indexOf(change) | (tail ? tailFlag : 0);
  parts.push(head);
  if (idAt < 0 || idAt > 0xffff) {
    head.writeUIntBE(blob?.length ?? 0, 1, 3);
    if (blob) parts.push(blob);
    return headSize + (blob?.length ?? 0);
  }
  head[0] |= idFlag;
  const rest = blob!.length - id!.length;
  head.writeUIntBE(rest, 1, 3);
  parts.push(Buffer.of(idAt >>> 8, idAt & 0xff), blob!.subarray(0, idAt), blob!.subarray(idAt + id!.length));
  return headSize + offsetSize + rest;
}

/** A view of one object in a block; nothing is put together before it is asked for. */
export class ObjectEntry implements PackedObject {
  readonly change: Change;
  readonly tail: boolean;
  /** Where the entry ends in the block. */
  readonly end: number;
  private readonly blobAt: number;
  private readonly idAt: number;

  /** @param id gives the id of the transaction that the object lies beside */
  constructor(
    private readonly bytes: Buffer,
    at: number,
    readonly key: Buffer,
    private readonly id: () => Buffer,
  ) {
    const flags = bytes[at]!;
    this.change = changes[flags & changeBits]!;
    this.tail = (flags & tailFlag) !== 0;
    const elided = (flags & idFlag) !== 0;
    this.blobAt = at + headSize + (elided ? offsetSize : 0);
    this.idAt = elided ? bytes.readUInt16BE(at + headSize) : -1;
    this.end = this.blobAt + bytes.readUIntBE(at + 1, 3);
  }

  get blob(): Buffer | null {
    if (this.change === 'deleted') return null;
    const stored = this.bytes.subarray(this.blobAt, this.end);
    if (this.idAt < 0) return stored;
    return Buffer.concat([stored.subarray(0, this.idAt), this.id(), stored.subarray(this.idAt)]);
  }
}

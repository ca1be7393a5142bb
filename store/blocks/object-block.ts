import { derivedKey } from '../../xrpl/derived-key';
import type { Change } from '../../xrpl/ledger-diff';

/** Uncompressed size that a block is filled up to. */
const target = 12288;
const keySize = 32;
/** Flags, then the blob's length. */
const headSize = 4;
const changes: readonly Change[] = ['created', 'modified', 'deleted'];
const changeBits = 0x03;
/** The key is left out: it follows from the blob. A key is 32 bytes that do not compress. */
const derivedFlag = 0x40;
/** The blob is only the tail of a skip list, see `skip-list.ts`. */
const tailFlag = 0x80;

/** An object as a block holds it. */
export interface PackedObject {
  readonly key: Buffer;
  readonly change: Change;
  /** `null` when deleted. */
  readonly blob: Buffer | null;
  /** Whether `blob` is a skip-list tail rather than the object. */
  readonly tail: boolean;
}

/** Splits a ledger's changed objects into blocks. @returns uncompressed blocks with the place of their first object. */
export function packObjects(first: number, objects: readonly PackedObject[]): { position: number; bytes: Buffer }[] {
  const blocks: { position: number; bytes: Buffer }[] = [];
  let parts: Buffer[] = [];
  let size = 0;
  let position = first;
  objects.forEach((object, place) => {
    const head = headOf(object);
    const length = head.length + (object.blob?.length ?? 0);
    if (size > 0 && size + length > target) {
      blocks.push({ position, bytes: Buffer.concat(parts, size) });
      parts = [];
      size = 0;
      position = first + place;
    }
    parts.push(head);
    if (object.blob) parts.push(object.blob);
    size += length;
  });
  if (size > 0) blocks.push({ position, bytes: Buffer.concat(parts, size) });
  return blocks;
}

function headOf({ key, change, blob, tail }: PackedObject): Buffer {
  const derived = blob !== null && !tail && derivedKey(blob)?.equals(key) === true;
  const head = Buffer.allocUnsafe(headSize + (derived ? 0 : keySize));
  head[0] = changes.indexOf(change) | (tail ? tailFlag : 0) | (derived ? derivedFlag : 0);
  head.writeUIntBE(blob?.length ?? 0, 1, 3);
  if (!derived) key.copy(head, headSize);
  return head;
}

/** The objects of an uncompressed block, in key order. */
export function unpackObjects(bytes: Buffer): PackedObject[] {
  const objects: PackedObject[] = [];
  for (let at = 0; at < bytes.length;) {
    const object = new BlockEntry(bytes, at);
    objects.push(object);
    at = object.end;
  }
  return objects;
}

/** A view of one object in a block. The key costs a hash where it was left out, and few readers ask for it. */
class BlockEntry implements PackedObject {
  readonly change: Change;
  readonly blob: Buffer | null;
  readonly tail: boolean;
  readonly end: number;

  constructor(
    private readonly bytes: Buffer,
    private readonly at: number,
  ) {
    const flags = bytes[at]!;
    const start = at + headSize + ((flags & derivedFlag) !== 0 ? 0 : keySize);
    this.end = start + bytes.readUIntBE(at + 1, 3);
    this.change = changes[flags & changeBits]!;
    this.tail = (flags & tailFlag) !== 0;
    this.blob = this.change === 'deleted' ? null : bytes.subarray(start, this.end);
  }

  get key(): Buffer {
    if ((this.bytes[this.at]! & derivedFlag) !== 0) return derivedKey(this.blob!)!;
    return this.bytes.subarray(this.at + headSize, this.at + headSize + keySize);
  }
}

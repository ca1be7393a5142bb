import type { Change } from '../../xrpl/ledger-diff';

const target = 12288;
const header = 36; // key, change, length
const changes: readonly Change[] = ['created', 'modified', 'deleted'];
/** Marks a blob that is only the tail of a skip list, see `skip-list.ts`. */
const tailFlag = 0x80;

/** An object as a block holds it. */
export interface PackedObject {
  key: Buffer;
  change: Change;
  /** `null` when deleted. */
  blob: Buffer | null;
  /** Whether `blob` is a skip-list tail rather than the object. */
  tail: boolean;
}

/** Splits a ledger's changed objects into blocks. @returns uncompressed blocks with the place of their first object. */
export function packObjects(first: number, objects: readonly PackedObject[]): { position: number; bytes: Buffer }[] {
  const blocks: { position: number; bytes: Buffer }[] = [];
  let parts: Buffer[] = [];
  let size = 0;
  let position = first;
  objects.forEach((object, place) => {
    const length = header + (object.blob?.length ?? 0);
    if (size > 0 && size + length > target) {
      blocks.push({ position, bytes: Buffer.concat(parts, size) });
      parts = [];
      size = 0;
      position = first + place;
    }
    const head = Buffer.allocUnsafe(header);
    object.key.copy(head);
    head[32] = changes.indexOf(object.change) | (object.tail ? tailFlag : 0);
    head.writeUIntBE(object.blob?.length ?? 0, 33, 3);
    parts.push(head);
    if (object.blob) parts.push(object.blob);
    size += length;
  });
  if (size > 0) blocks.push({ position, bytes: Buffer.concat(parts, size) });
  return blocks;
}

/** The objects of an uncompressed block, in key order. */
export function unpackObjects(bytes: Buffer): PackedObject[] {
  const objects: PackedObject[] = [];
  for (let at = 0; at < bytes.length;) {
    const flags = bytes[at + 32]!;
    const change = changes[flags & ~tailFlag]!;
    const start = at + header;
    const end = start + bytes.readUIntBE(at + 33, 3);
    const blob = change === 'deleted' ? null : bytes.subarray(start, end);
    objects.push({ key: bytes.subarray(at, at + 32), change, blob, tail: (flags & tailFlag) !== 0 });
    at = end;
  }
  return objects;
}

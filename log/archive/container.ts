import { randomBytes } from 'node:crypto';
import avro from 'avsc';
import { ledgerDiffSchema } from '../record-codec';

/** Avro's object container file: header, then blocks of count, size, data and the file's sync marker. */
interface ContainerHeader {
  magic: Buffer;
  meta: Record<string, Buffer>;
  sync: Buffer;
}

const headerType = avro.Type.forSchema({
  type: 'record',
  name: 'Header',
  namespace: 'org.apache.avro.file',
  fields: [
    { name: 'magic', type: { type: 'fixed', name: 'Magic', size: 4 } },
    { name: 'meta', type: { type: 'map', values: 'bytes' } },
    { name: 'sync', type: { type: 'fixed', name: 'Sync', size: 16 } },
  ],
});

const magic = Buffer.from('Obj\x01', 'latin1');
export const syncSize = 16;

export function newHeader(): { bytes: Buffer; sync: Buffer } {
  const sync = randomBytes(syncSize);
  const meta = {
    'avro.schema': Buffer.from(JSON.stringify(JSON.parse(ledgerDiffSchema))),
    'avro.codec': Buffer.from('deflate'),
  };
  return { bytes: headerType.toBuffer({ magic, meta, sync }), sync };
}

/** `undefined` when the bytes end before the header does. @throws Error when they are no container file. */
export function parseHeader(bytes: Buffer): { header: ContainerHeader; size: number } | undefined {
  if (!bytes.subarray(0, 4).equals(magic.subarray(0, bytes.length)))
    throw new Error('not an Avro object container file');
  const decoded = headerType.decode(bytes, 0);
  return decoded.offset < 0 ? undefined : { header: decoded.value as ContainerHeader, size: decoded.offset };
}

function writeLong(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value * 2; // zigzag of a non-negative number
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** `undefined` when the bytes end first. @throws Error when no block can begin like this. */
export function readLong(bytes: Buffer, at: number): { value: number; next: number } | undefined {
  let value = 0;
  let scale = 1;
  for (let i = at; i < at + 8; i++) {
    const byte = bytes[i];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      if (value % 2 !== 0) throw new Error('negative length in a block header');
      return { value: value / 2, next: i + 1 };
    }
    scale *= 0x80;
  }
  throw new Error('length in a block header is too large');
}

export function frameBlock(count: number, compressed: Buffer, sync: Buffer): Buffer {
  return Buffer.concat([writeLong(count), writeLong(compressed.length), compressed, sync]);
}

import type { Type } from 'avsc';

/** CRC-64-AVRO of nothing; also its polynomial, bits reversed. */
const EMPTY = 0xc15d213aa4d7a795n;

const table = Array.from({ length: 256 }, (_, byte) => {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) value = (value >> 1n) ^ (value & 1n ? EMPTY : 0n);
  return value;
});

/** CRC-64-AVRO of a schema's canonical form, 8 bytes little-endian, as Avro's single-object encoding has it. */
export function fingerprint(type: Type): Buffer {
  let value = EMPTY;
  for (const byte of Buffer.from(JSON.stringify(type.schema()))) {
    value = (value >> 8n) ^ table[Number((value ^ BigInt(byte)) & 0xffn)]!;
  }
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

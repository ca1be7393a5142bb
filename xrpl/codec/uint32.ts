/** The big-endian UInt32 at that place. */
export function uint32At(bytes: Uint8Array, at: number): number {
  const [b0, b1, b2, b3] = [
    bytes[at] as number,
    bytes[at + 1] as number,
    bytes[at + 2] as number,
    bytes[at + 3] as number,
  ];
  return b0 * 0x1000000 + ((b1 << 16) | (b2 << 8) | b3);
}

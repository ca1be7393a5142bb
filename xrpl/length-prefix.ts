const ONE_BYTE = 192;
const TWO_BYTES = 12_480;
const THREE_BYTES = 918_744;

/**
 * The one to three bytes that give the length of what follows, as in canonical binary
 * (xrpl.org, "Serialization Format", length prefixing).
 * @throws RangeError when no prefix can say it.
 */
export function lengthPrefix(length: number): Buffer {
  if (length <= ONE_BYTE) return Buffer.of(length);
  if (length <= TWO_BYTES) {
    const over = length - ONE_BYTE - 1;
    return Buffer.of(ONE_BYTE + 1 + (over >> 8), over & 255);
  }
  if (length <= THREE_BYTES) {
    const over = length - TWO_BYTES - 1;
    return Buffer.of(241 + (over >> 16), (over >> 8) & 255, over & 255);
  }
  throw new RangeError(`a length prefix reaches to ${THREE_BYTES}, not ${length}`);
}

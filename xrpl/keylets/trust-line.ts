import { keyIn, Space } from './space';

/** The trust line (RippleState) between two accounts (20 bytes each), in either order, in one currency (20 bytes). */
export function trustLine(a: Uint8Array, b: Uint8Array, currency: Uint8Array): Buffer {
  const [low, high] = Buffer.compare(a, b) <= 0 ? [a, b] : [b, a];
  return keyIn(Space.trustLine, low, high, currency);
}

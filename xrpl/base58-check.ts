import * as crypto from 'node:crypto';

const ALPHABET = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const CHECKSUM_SIZE = 4;
/** A node public key is 1 + 33 + 4 bytes; nothing longer is written in base 58 here. */
const MAX_SIZE = 40;
const MAX_TEXT = 56;

const characters = Buffer.from(ALPHABET, 'latin1');
const digitOf = new Int8Array(256).fill(-1);
for (const [digit, character] of characters.entries()) digitOf[character] = digit;

const oneShot = (crypto as { hash?: typeof crypto.hash }).hash;
const digest = Buffer.allocUnsafeSlow(32);
const message = Buffer.allocUnsafeSlow(MAX_SIZE);

function sha256(data: Uint8Array, out: Buffer): void {
  if (oneShot) out.write(oneShot('sha256', data, 'binary'), 0, 32, 'latin1');
  else crypto.createHash('sha256').update(data).digest().copy(out);
}

/** Leaves the double SHA-256 of the first `length` bytes of `message` in `digest`. */
function checksum(length: number): void {
  sha256(message.subarray(0, length), digest);
  sha256(digest, digest);
}

const limbs = new Float64Array(MAX_SIZE / 4);
const reversed = new Uint8Array(MAX_TEXT + 3);
const written = Buffer.allocUnsafeSlow(MAX_TEXT);

/**
 * The version byte, `size` bytes of `bytes` at `at`, and their checksum in base 58.
 * @param size at most 35
 */
export function encodeChecked(version: number, bytes: Uint8Array, at: number, size: number): string {
  message[0] = version;
  for (let i = 0; i < size; i += 1) message[1 + i] = bytes[at + i]!;
  checksum(1 + size);
  const total = 1 + size + CHECKSUM_SIZE;
  for (let i = 0; i < CHECKSUM_SIZE; i += 1) message[1 + size + i] = digest[i]!;

  // Big-endian limbs of 32 bits. Three digits a division: 58³ × 2³² stays below 2⁵³, so that doubles are exact.
  let count = 0;
  for (let i = total & 3 ? (total & 3) - 4 : 0; i < total; i += 4) {
    let limb = 0;
    for (let j = Math.max(i, 0); j < i + 4; j += 1) limb = limb * 256 + message[j]!;
    limbs[count] = limb;
    count += 1;
  }
  let digits = 0;
  let first = 0;
  while (first < count) {
    let remainder = 0;
    for (let i = first; i < count; i += 1) {
      const value = remainder * 0x1_0000_0000 + limbs[i]!;
      const quotient = Math.floor(value / 195_112);
      limbs[i] = quotient;
      remainder = value - quotient * 195_112;
    }
    reversed[digits] = remainder % 58;
    const rest = (remainder / 58) | 0;
    reversed[digits + 1] = rest % 58;
    reversed[digits + 2] = (rest / 58) | 0;
    digits += 3;
    while (first < count && limbs[first] === 0) first += 1;
  }
  while (digits > 0 && reversed[digits - 1] === 0) digits -= 1;

  let length = 0;
  while (length < total && message[length] === 0) {
    written[length] = characters[0]!;
    length += 1;
  }
  while (digits > 0) {
    digits -= 1;
    written[length] = characters[reversed[digits]!]!;
    length += 1;
  }
  return written.toString('latin1', 0, length);
}

/**
 * The `size` bytes behind the version byte; `undefined` when the text is not base 58, of another length or
 * version, or its checksum doesn't fit.
 */
export function decodeChecked(version: number, text: string, size: number): Buffer | undefined {
  const total = 1 + size + CHECKSUM_SIZE;
  if (text.length > MAX_TEXT || total > MAX_SIZE) return undefined;
  let zeros = 0;
  while (zeros < text.length && text.charCodeAt(zeros) === characters[0]) zeros += 1;
  const bytes = new Uint8Array(MAX_TEXT);
  let used = 0;
  for (let i = zeros; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    let carry = code < 256 ? digitOf[code]! : -1;
    if (carry < 0) return undefined;
    for (let j = 0; j < used; j += 1) {
      carry += bytes[j]! * 58;
      bytes[j] = carry & 255;
      carry >>= 8;
    }
    while (carry > 0) {
      bytes[used] = carry & 255;
      used += 1;
      carry >>= 8;
    }
  }
  if (zeros + used !== total) return undefined;
  message.fill(0, 0, zeros);
  for (let i = 0; i < used; i += 1) message[zeros + i] = bytes[used - 1 - i]!;
  const payload = Buffer.from(message.subarray(0, total));
  checksum(1 + size);
  for (let i = 0; i < CHECKSUM_SIZE; i += 1) if (digest[i] !== payload[1 + size + i]) return undefined;
  return payload[0] === version ? payload.subarray(1, 1 + size) : undefined;
}

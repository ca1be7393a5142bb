import { createHash } from 'node:crypto';
import { decodeAccountPublic } from './base58';

const hexKey = /^(02|03|ED)[0-9A-F]{64}$/i;

/** A public key of 33 bytes from its hexadecimal or base58 (`a…`) form; `undefined` for anything else. */
export function parsePublicKey(text: string): Buffer | undefined {
  return hexKey.test(text) ? Buffer.from(text, 'hex') : decodeAccountPublic(text);
}

/** The AccountID (20 bytes) that a public key signs for: RIPEMD-160 of its SHA-256. */
export function accountIdOf(publicKey: Uint8Array): Buffer {
  return createHash('ripemd160').update(createHash('sha256').update(publicKey).digest()).digest();
}

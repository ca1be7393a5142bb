import * as crypto from 'node:crypto';

/** The four bytes that keep hashes of different kinds of thing apart (rippled's HashPrefix.h). */
export const HashPrefix = {
  transactionId: prefix('TXN'),
  /** Leaf of the transaction tree: transaction with metadata. */
  transactionNode: prefix('SND'),
  /** Leaf of the state tree. */
  leafNode: prefix('MLN'),
  innerNode: prefix('MIN'),
  ledger: prefix('LWR'),
  transactionSign: prefix('STX'),
  transactionMultiSign: prefix('SMT'),
  validation: prefix('VAL'),
  proposal: prefix('PRP'),
  manifest: prefix('MAN'),
  paymentChannelClaim: prefix('CLM'),
} as const;

function prefix(letters: string): Buffer {
  return Buffer.from(`${letters}\0`, 'latin1');
}

export const HASH_SIZE = 32;

// `crypto.hash` came with Node 20.12. Asking it for text and writing 32 bytes of that into a buffer measured
// twice as fast as createHash for a small leaf: it makes no digest Buffer and no Hash object.
const oneShot = (crypto as { hash?: typeof crypto.hash }).hash;

/** Writes the first 32 bytes of SHA-512 of `data` into `out` at `at`. `data` and `out` may overlap. */
export const hashInto: (data: Uint8Array, out: Buffer, at: number) => void =
  oneShot === undefined
    ? (data, out, at) => void crypto.createHash('sha512').update(data).digest().copy(out, at, 0, HASH_SIZE)
    : (data, out, at) => void out.write(oneShot('sha512', data, 'binary'), at, HASH_SIZE, 'latin1');

// One native call over joined parts is cheaper than one call a part, until the copy costs more than the call.
const joined = Buffer.allocUnsafeSlow(16 * 1024);

/** SHA-512Half (the first 32 bytes of SHA-512) of the parts one after another. */
export function sha512Half(...parts: readonly Uint8Array[]): Buffer {
  const out = Buffer.allocUnsafe(HASH_SIZE);
  let length = 0;
  for (const part of parts) length += part.length;
  if (length > joined.length) {
    const hash = crypto.createHash('sha512');
    for (const part of parts) hash.update(part);
    hash.digest().copy(out, 0, 0, HASH_SIZE);
    return out;
  }
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  hashInto(joined.subarray(0, length), out, 0);
  return out;
}

/** The id (hash) of a signed transaction or pseudo-transaction, from its canonical binary. */
export function transactionId(transaction: Uint8Array): Buffer {
  return sha512Half(HashPrefix.transactionId, transaction);
}

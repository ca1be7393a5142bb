import { decodeChecked, encodeChecked } from './base58-check';
import { packWords } from './codec/text-pool';

// Version bytes: xrpl.org, "base58 Encodings".
const ACCOUNT_ID = 0;
const NODE_PUBLIC = 0x1c;
const ACCOUNT_PUBLIC = 0x23;

const ACCOUNT_SIZE = 20;
const PUBLIC_KEY_SIZE = 33;

// The same accounts come again and again, and a checksum is two SHA-256: texts are kept in a table with one place for
// each account, where the newer one wins. A power of two.
const PLACES = 1 << 15;
/** The longest classic address has 35 characters. */
export const ADDRESS_WORDS = 9;

const keys = new Uint8Array(PLACES * ACCOUNT_SIZE);
const texts: string[] = new Array<string>(PLACES).fill('');

/** Cached addresses as `TextPool` has texts: `addressLength[place]` characters from `place * ADDRESS_WORDS` on. */
export const addressWords = new Uint32Array(PLACES * ADDRESS_WORDS);
export const addressLength = new Uint8Array(PLACES);

/**
 * Makes sure that the address of the 20 bytes at `at` is in the cache, and tells its place there. Good until the
 * next call.
 */
export function addressPlace(bytes: Uint8Array, at: number): number {
  // Account ids are hashes, except for a few that are nearly all zero and differ in the last bytes.
  const place =
    ((bytes[at]! << 8) ^ (bytes[at + 1]! << 4) ^ bytes[at + 2]! ^ (bytes[at + 18]! << 7) ^ bytes[at + 19]!) &
    (PLACES - 1);
  const key = place * ACCOUNT_SIZE;
  for (let i = 0; i < ACCOUNT_SIZE; i += 1) if (keys[key + i] !== bytes[at + i]) return fill(place, bytes, at);
  return addressLength[place] === 0 ? fill(place, bytes, at) : place;
}

function fill(place: number, bytes: Uint8Array, at: number): number {
  const text = encodeChecked(ACCOUNT_ID, bytes, at, ACCOUNT_SIZE);
  const key = place * ACCOUNT_SIZE;
  for (let i = 0; i < ACCOUNT_SIZE; i += 1) keys[key + i] = bytes[at + i]!;
  packWords(text, addressWords, place * ADDRESS_WORDS);
  addressLength[place] = text.length;
  texts[place] = text;
  return place;
}

/**
 * Classic address (`r…`) of the 20 bytes of `bytes` at `at`.
 * @throws RangeError when there are fewer.
 */
export function encodeAccountId(bytes: Uint8Array, at = 0): string {
  if (at < 0 || at + ACCOUNT_SIZE > bytes.length) throw new RangeError('an account id has 20 bytes');
  return texts[addressPlace(bytes, at)]!;
}

// Two generations: when the young one is full it becomes the old one, and what is still in use moves over.
const GENERATION = 8192;
let young = new Map<string, Buffer>();
let old = new Map<string, Buffer>();

/**
 * The account id of a classic address; `undefined` when that is malformed or its checksum is wrong.
 * The 20 bytes are shared with the cache: don't write to them.
 */
export function decodeAccountId(text: string): Buffer | undefined {
  const known = young.get(text);
  if (known) return known;
  const account = old.get(text) ?? decodeChecked(ACCOUNT_ID, text, ACCOUNT_SIZE);
  if (!account) return undefined;
  if (young.size >= GENERATION) {
    old = young;
    young = new Map();
  }
  young.set(text, account);
  return account;
}

/** Public key of a validator or server (`n…`) from its 33 bytes. */
export function encodeNodePublic(bytes: Uint8Array): string {
  return encodePublic(NODE_PUBLIC, bytes);
}

/** The 33 bytes of `n…`; `undefined` when malformed. */
export function decodeNodePublic(text: string): Buffer | undefined {
  return decodeChecked(NODE_PUBLIC, text, PUBLIC_KEY_SIZE);
}

/** Public key of an account (`a…`) from its 33 bytes. */
export function encodeAccountPublic(bytes: Uint8Array): string {
  return encodePublic(ACCOUNT_PUBLIC, bytes);
}

/** The 33 bytes of `a…`; `undefined` when malformed. */
export function decodeAccountPublic(text: string): Buffer | undefined {
  return decodeChecked(ACCOUNT_PUBLIC, text, PUBLIC_KEY_SIZE);
}

function encodePublic(version: number, bytes: Uint8Array): string {
  if (bytes.length !== PUBLIC_KEY_SIZE) throw new RangeError('a public key has 33 bytes');
  return encodeChecked(version, bytes, 0, PUBLIC_KEY_SIZE);
}

/*
 * Checks what Millrace answers to `proof: true`. It imports nothing, so that it can be copied as it is into any
 * client; it runs wherever there is Web Crypto: browsers, Node, Deno, workers. The format is in docs/proofs.md.
 */

/** The `proof` member of an answer; bytes as hexadecimal text. */
export interface Proof {
  tree: 'state' | 'transactions';
  /** What is proven to be in the tree, or not to be: the key of a ledger entry, or the id of a transaction. */
  key: string;
  /** The 118 bytes that are hashed to the ledger hash. */
  ledger_header: string;
  /** Inner nodes from the root on. */
  nodes: string[];
  /** The leaf in which they end, if they end in one. */
  leaf?: { key: string; data: string };
}

/** What the client knows or asked for. */
export interface Expected {
  /** The only thing that must be trusted: 32 bytes as hexadecimal text. */
  ledgerHash: string;
  tree: 'state' | 'transactions';
  key: string;
}

export type Proven =
  /** The canonical binary of the entry; or the transaction and its metadata, each behind its length. */
  | { present: true; data: Uint8Array }
  /** The ledger has nothing under that key. */
  | { present: false };

export class ProofError extends Error {
  override readonly name = 'ProofError';
}

/** @throws ProofError unless the proof shows, for that ledger, what is or isn't there */
export async function verifyProof(proof: Proof, expected: Expected): Promise<Proven> {
  const { tree } = expected;
  if (proof.tree !== tree) fail('it is about another tree');
  const key = bytesOf(expected.key, 'key');
  if (key.length !== 32 || !same(bytesOf(proof.key, 'key'), key)) fail('it is about another key');
  const header = bytesOf(proof.ledger_header, 'ledger_header');
  if (header.length !== 118) fail('a ledger header has 118 bytes');
  if (!same(await sha512Half(prefix('LWR'), header), bytesOf(expected.ledgerHash, 'ledgerHash'))) {
    fail('its header is not that of the ledger');
  }
  let wanted = tree === 'state' ? header.subarray(76, 108) : header.subarray(44, 76);
  if (!Array.isArray(proof.nodes) || proof.nodes.length > 64) fail('it has no list of nodes');
  if (proof.nodes.length === 0 && !isZero(wanted)) fail('it has no nodes');
  for (const [depth, node] of proof.nodes.entries()) {
    if (isZero(wanted)) fail('it goes on where the tree ends');
    const hashes = unpack(bytesOf(node, 'nodes'));
    // Only a tree without leaves has the hash of nothing, and that one has no nodes.
    if (!same(await sha512Half(prefix('MIN'), hashes), wanted)) fail(`the node at depth ${depth} has another hash`);
    const branch = nibble(key, depth);
    wanted = hashes.subarray(branch * 32, branch * 32 + 32);
  }
  if (isZero(wanted)) {
    if (proof.leaf !== undefined) fail('it has a leaf where the tree has none');
    return { present: false };
  }
  if (!proof.leaf) return fail('it ends before the tree does');
  const leafKey = bytesOf(proof.leaf.key, 'leaf.key');
  const data = bytesOf(proof.leaf.data, 'leaf.data');
  if (leafKey.length !== 32) fail('a key has 32 bytes');
  if (!same(await sha512Half(prefix(tree === 'state' ? 'MLN' : 'SND'), data, leafKey), wanted)) {
    fail('the leaf has another hash');
  }
  return same(leafKey, key) ? { present: true, data } : { present: false };
}

/** Takes the data of a transaction's leaf apart. @throws ProofError when it isn't that */
export function splitTransaction(data: Uint8Array): { transaction: Uint8Array; metadata: Uint8Array } {
  const first = lengthAt(data, 0);
  const transaction = data.subarray(first.next, first.next + first.length);
  const second = lengthAt(data, first.next + first.length);
  const metadata = data.subarray(second.next);
  if (metadata.length !== second.length) fail('the leaf is no transaction with its metadata');
  return { transaction, metadata };
}

/** The length that one to three bytes give, as in canonical binary. */
function lengthAt(data: Uint8Array, at: number): { length: number; next: number } {
  const [a = 255, b = 0, c = 0] = data.subarray(at, at + 3);
  if (a <= 192) return { length: a, next: at + 1 };
  if (a <= 240) return { length: 193 + (a - 193) * 256 + b, next: at + 2 };
  if (a <= 254) return { length: 12481 + (a - 241) * 65536 + b * 256 + c, next: at + 3 };
  return fail('the leaf is no transaction with its metadata');
}

/** Two bytes say which branches there are, the lowest bit the first; their hashes follow. */
function unpack(node: Uint8Array): Uint8Array {
  const present = (node[0]! << 8) | node[1]!;
  const hashes = new Uint8Array(16 * 32); // a branch without a child has a hash of zeros
  let at = 2;
  for (let branch = 0; branch < 16; branch++) {
    if ((present & (1 << branch)) === 0) continue;
    hashes.set(node.subarray(at, at + 32), branch * 32);
    at += 32;
  }
  if (node.length !== at) fail('a node is cut off');
  return hashes;
}

async function sha512Half(...parts: Uint8Array[]): Promise<Uint8Array> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-512', all)).subarray(0, 32);
}

const prefix = (letters: string): Uint8Array => Uint8Array.from(`${letters}\0`, (letter) => letter.charCodeAt(0));
const nibble = (key: Uint8Array, depth: number): number =>
  depth % 2 === 0 ? key[depth / 2]! >> 4 : key[(depth - 1) / 2]! & 15;
const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

function bytesOf(hex: string, what: string): Uint8Array {
  if (typeof hex !== 'string' || hex.length % 2 !== 0 || /[^0-9A-Fa-f]/.test(hex)) {
    fail(`${what} is not hexadecimal text`);
  }
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function fail(problem: string): never {
  throw new ProofError(`the proof does not hold: ${problem}`);
}

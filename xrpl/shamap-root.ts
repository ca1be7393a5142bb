import { HashPrefix, HASH_SIZE, hashInto } from './hash';

const BRANCHES = 16;
const INNER_SIZE = 4 + BRANCHES * HASH_SIZE;
const KEY_NIBBLES = HASH_SIZE * 2;

/** Root of a tree without leaves. Shared: don't write to it. */
export const EMPTY_ROOT: Buffer = Buffer.alloc(HASH_SIZE);

/**
 * The root hash of a hash tree (rippled's SHAMap) over leaves that come in ascending key order.
 *
 * A leaf hangs below the inner node where its key parts from both of its neighbours, so one leaf of delay is all
 * that is needed to place it; what is kept is one inner node for each depth of the path to the current leaf.
 */
export class ShamapRoot {
  readonly #inner: (Buffer | undefined)[] = [];
  readonly #key = Buffer.alloc(HASH_SIZE);
  readonly #leaf = Buffer.alloc(HASH_SIZE);
  #leaves = 0;
  /** Depth of the node in which the current leaf parted from the one before. */
  #partedAbove = 0;

  /** @throws RangeError when `key` isn't 32 bytes or isn't above the key before. */
  add(key: Uint8Array, leafHash: Uint8Array): void {
    if (key.length !== HASH_SIZE) throw new RangeError(`a tree key has ${HASH_SIZE} bytes, not ${key.length}`);
    if (this.#leaves > 0) {
      const parted = this.#depthWhereParted(key);
      this.#place(parted);
      this.#partedAbove = parted;
    }
    this.#key.set(key);
    this.#leaf.set(leafHash);
    this.#leaves += 1;
  }

  /** Number of leaves added. */
  get size(): number {
    return this.#leaves;
  }

  /** Ends the tree; the object can then be filled anew. The root of a tree without leaves is 32 zero bytes. */
  root(): Buffer {
    if (this.#leaves === 0) return Buffer.alloc(HASH_SIZE);
    this.#place(0);
    const out = Buffer.allocUnsafe(HASH_SIZE);
    this.#close(0, out, 0);
    this.#leaves = 0;
    this.#partedAbove = 0;
    return out;
  }

  #depthWhereParted(next: Uint8Array): number {
    for (let i = 0; i < HASH_SIZE; i += 1) {
      const a = this.#key[i] as number;
      const b = next[i] as number;
      if (a === b) continue;
      if (b < a) break;
      return i * 2 + (a >> 4 === b >> 4 ? 1 : 0);
    }
    throw new RangeError(`tree keys must ascend: ${hex(next)} follows ${hex(this.#key)}`);
  }

  /** Hangs the current leaf into the tree and closes the inner nodes that the next leaf isn't in. */
  #place(partedBelow: number): void {
    const depth = Math.max(this.#partedAbove, partedBelow);
    this.#leaf.copy(this.#open(depth), this.#slot(depth));
    for (let d = depth; d > partedBelow; d -= 1) this.#close(d, this.#open(d - 1), this.#slot(d - 1));
  }

  #slot(depth: number): number {
    const byte = this.#key[depth >> 1] as number;
    return 4 + HASH_SIZE * ((depth & 1) === 0 ? byte >> 4 : byte & 15);
  }

  #open(depth: number): Buffer {
    let node = this.#inner[depth];
    if (node === undefined) {
      if (depth >= KEY_NIBBLES) throw new RangeError('tree keys must differ');
      node = Buffer.alloc(INNER_SIZE);
      node.set(HashPrefix.innerNode);
      this.#inner[depth] = node;
    }
    return node;
  }

  #close(depth: number, out: Buffer, at: number): void {
    const node = this.#open(depth);
    hashInto(node, out, at);
    node.fill(0, 4);
  }
}

function hex(key: Uint8Array): string {
  return Buffer.from(key).toString('hex').toUpperCase();
}

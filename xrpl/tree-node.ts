import { HashPrefix, HASH_SIZE } from './hash';

export const BRANCHES = 16;
/** Depths at which inner nodes can be: a key has 64 nibbles. */
export const DEPTHS = HASH_SIZE * 2;

/** The branch that `key` takes below a node of that depth. */
export const nibble = (key: Uint8Array, depth: number): number =>
  (depth & 1) === 0 ? key[depth >> 1]! >>> 4 : key[depth >> 1]! & 15;

/**
 * Where an inner node is: its depth in one byte, then the first `depth` nibbles of the keys below it, two to a byte,
 * padded with a zero nibble. At most 33 bytes; the root is one zero byte.
 */
export function nodePath(key: Uint8Array, depth: number): Buffer {
  const path = Buffer.alloc(1 + ((depth + 1) >> 1));
  path[0] = depth;
  path.set(key.subarray(0, path.length - 1), 1);
  if ((depth & 1) === 1) path[path.length - 1]! &= 0xf0;
  return path;
}

/**
 * An inner node of the state tree: what it is hashed over, and the keys of the leaves that hang from it. A child
 * that is an inner node may be in memory or only in the store; its hash is here in either case.
 */
export class TreeNode {
  /** What the node's hash is taken of: the prefix and 16 hashes, zeros where there is no child. */
  readonly hashed: Buffer;
  /** 16 places for keys of leaves. */
  readonly keys: Buffer;
  /** Branches with a leaf, one bit each. */
  leaves = 0;
  /** Branches with an inner node. */
  inners = 0;
  /** Branches whose hash in `hashed` is out of date; those inner nodes are in memory. */
  stale = 0;
  /** Whether the store has it as it is. */
  saved = false;
  /** The last round in which it was needed, see `StateTree.forget`. */
  used = 0;
  /** The inner nodes below that are in memory. */
  readonly children: (TreeNode | undefined)[] = new Array<TreeNode | undefined>(BRANCHES).fill(undefined);

  constructor() {
    // Out of Node's pool: memory of its own for each costs more than all else here.
    const bytes = Buffer.allocUnsafe(4 + 2 * BRANCHES * HASH_SIZE).fill(0);
    HashPrefix.innerNode.copy(bytes);
    this.hashed = bytes.subarray(0, 4 + BRANCHES * HASH_SIZE);
    this.keys = bytes.subarray(4 + BRANCHES * HASH_SIZE);
  }

  keyAt(branch: number): Buffer {
    return this.keys.subarray(branch * HASH_SIZE, (branch + 1) * HASH_SIZE);
  }

  hashAt(branch: number): Buffer {
    return this.hashed.subarray(hashOffset(branch), hashOffset(branch) + HASH_SIZE);
  }

  hasLeaf(branch: number, key: Buffer): boolean {
    const at = branch * HASH_SIZE;
    return (this.leaves & (1 << branch)) !== 0 && this.keys.compare(key, 0, HASH_SIZE, at, at + HASH_SIZE) === 0;
  }

  setLeaf(branch: number, key: Uint8Array, hash: Uint8Array): void {
    this.keys.set(key, branch * HASH_SIZE);
    this.hashed.set(hash, hashOffset(branch));
    this.leaves |= 1 << branch;
    this.inners &= ~(1 << branch);
    this.stale &= ~(1 << branch);
    this.children[branch] = undefined;
  }

  setInner(branch: number, child: TreeNode): void {
    this.inners |= 1 << branch;
    this.leaves &= ~(1 << branch);
    this.children[branch] = child;
  }

  clear(branch: number): void {
    this.hashed.fill(0, hashOffset(branch), hashOffset(branch) + HASH_SIZE);
    this.leaves &= ~(1 << branch);
    this.inners &= ~(1 << branch);
    this.stale &= ~(1 << branch);
    this.children[branch] = undefined;
  }

  /** The branch of the only child when that is a leaf; nothing else can stand in its parent's place. */
  onlyLeaf(): number | undefined {
    const { leaves } = this;
    return this.inners === 0 && (leaves & (leaves - 1)) === 0 ? 31 - Math.clz32(leaves) : undefined;
  }

  /** As stored: leaves u16, inner nodes u16, then for each child in branch order its hash, and a leaf's key. */
  encode(): Buffer {
    const bytes = Buffer.allocUnsafe(4 + 2 * BRANCHES * HASH_SIZE);
    bytes.writeUInt16BE(this.leaves, 0);
    bytes.writeUInt16BE(this.inners, 2);
    let at = 4;
    for (let branch = 0; branch < BRANCHES; branch++) {
      const bit = 1 << branch;
      if (((this.leaves | this.inners) & bit) === 0) continue;
      at += this.hashed.copy(bytes, at, hashOffset(branch), hashOffset(branch) + HASH_SIZE);
      if (this.leaves & bit) at += this.keys.copy(bytes, at, branch * HASH_SIZE, (branch + 1) * HASH_SIZE);
    }
    return bytes.subarray(0, at);
  }

  static decode(bytes: Buffer): TreeNode {
    const node = new TreeNode();
    node.saved = true;
    node.leaves = bytes.readUInt16BE(0);
    node.inners = bytes.readUInt16BE(2);
    let at = 4;
    for (let branch = 0; branch < BRANCHES; branch++) {
      const bit = 1 << branch;
      if (((node.leaves | node.inners) & bit) === 0) continue;
      at += bytes.copy(node.hashed, hashOffset(branch), at, at + HASH_SIZE);
      if (node.leaves & bit) at += bytes.copy(node.keys, branch * HASH_SIZE, at, at + HASH_SIZE);
    }
    return node;
  }
}

export const hashOffset = (branch: number): number => 4 + branch * HASH_SIZE;

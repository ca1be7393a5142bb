import { HashPrefix, HASH_SIZE, hashInto } from './hash';
import { EMPTY_ROOT } from './shamap-root';
import { stateLeafHash } from './shamap';

interface Leaf {
  key: Uint8Array;
  hash: Buffer;
}

/** An inner node of the SHAMap; it always has two leaves or more below it. `hash` is unset while it is out of date. */
class Inner {
  readonly children: (Inner | Leaf | undefined)[] = new Array<Inner | Leaf | undefined>(16).fill(undefined);
  hash: Buffer | undefined;
}

const nibble = (key: Uint8Array, depth: number): number =>
  (depth & 1) === 0 ? key[depth >> 1]! >>> 4 : key[depth >> 1]! & 15;

/**
 * The state tree of the latest ledger in memory, kept up to date change by change: its root is the header's
 * `accountHash`. A change costs the hashes from its leaf to the root, shared by the changes of a ledger; an
 * object takes about 300 bytes.
 */
export class StateTree {
  private root: Inner = new Inner();
  size = 0;

  /** @param blob the object after the change, `null` when it is deleted. */
  apply(key: Uint8Array, blob: Uint8Array | null): void {
    if (blob === null) this.remove(key);
    else this.set({ key, hash: stateLeafHash(key, blob) });
  }

  /** 32 bytes; zeros for an empty state. */
  rootHash(): Buffer {
    return this.size === 0 ? EMPTY_ROOT : hashOf(this.root, 0);
  }

  private set(leaf: Leaf): void {
    let node = this.root;
    for (let depth = 0; ; depth++) {
      node.hash = undefined;
      const branch = nibble(leaf.key, depth);
      const child = node.children[branch];
      if (child instanceof Inner) {
        node = child;
        continue;
      }
      if (child === undefined || Buffer.compare(child.key, leaf.key) === 0) {
        if (child === undefined) this.size++;
        node.children[branch] = leaf;
        return;
      }
      // Two leaves share this branch: inner nodes as far as their keys agree.
      const inner = new Inner();
      inner.children[nibble(child.key, depth + 1)] = child;
      node.children[branch] = inner;
      node = inner;
    }
  }

  private remove(key: Uint8Array): void {
    const path: { node: Inner; branch: number }[] = [];
    let node = this.root;
    for (let depth = 0; ; depth++) {
      const branch = nibble(key, depth);
      path.push({ node, branch });
      const child = node.children[branch];
      if (child instanceof Inner) {
        node = child;
        continue;
      }
      if (child === undefined || Buffer.compare(child.key, key) !== 0) return;
      break;
    }
    this.size--;
    let replacement: Inner | Leaf | undefined;
    for (const { node: inner, branch } of path.reverse()) {
      inner.hash = undefined;
      inner.children[branch] = replacement;
      replacement = inner === this.root ? inner : onlyLeaf(inner);
    }
  }
}

/** What stands for the node in its parent: its only leaf moves up; a node with more below it stays. */
function onlyLeaf(inner: Inner): Inner | Leaf {
  let only: Inner | Leaf | undefined;
  for (const child of inner.children) {
    if (child === undefined) continue;
    if (only !== undefined || child instanceof Inner) return inner;
    only = child;
  }
  return only ?? inner;
}

/** Prefix and children of the node being hashed, one slot a depth: hashing a child must not disturb its parent. */
const scratch = Array.from({ length: 65 }, () => {
  const bytes = Buffer.alloc(4 + 16 * HASH_SIZE);
  HashPrefix.innerNode.copy(bytes);
  return bytes;
});

function hashOf(node: Inner, depth: number): Buffer {
  if (node.hash) return node.hash;
  const bytes = scratch[depth]!;
  for (let branch = 0, at = 4; branch < 16; branch++, at += HASH_SIZE) {
    const child = node.children[branch];
    if (child === undefined) bytes.fill(0, at, at + HASH_SIZE);
    else bytes.set(child instanceof Inner ? hashOf(child, depth + 1) : child.hash, at);
  }
  const hash = Buffer.allocUnsafe(HASH_SIZE);
  hashInto(bytes, hash, 0);
  return (node.hash = hash);
}

import { hashInto, HASH_SIZE } from './hash';
import { stateLeafHash } from './shamap';
import { EMPTY_ROOT } from './shamap-root';
import { BRANCHES, DEPTHS, hashOffset, nibble, nodePath, TreeNode } from './tree-node';
import type { TreePath } from './tree-path';
import type { NodeWrite, TreeStore } from './tree-store';

/**
 * The state tree of one ledger, kept up to date change by change: its root is the header's `accountHash`. A change
 * costs the hashes from its leaf to the root, shared by the changes of a ledger. Given a store, nodes are read from
 * it as they are needed and can be forgotten once they are saved, so that memory doesn't grow with the state; one
 * in memory takes about 1.3 KB.
 */
export class StateTree {
  private root: TreeNode;
  /** Paths of inner nodes that are gone, by their text. */
  private readonly removed = new Map<string, Buffer>();
  private round = 0;
  /** Inner nodes in memory. */
  loaded = 1;

  constructor(private readonly store?: Pick<TreeStore, 'read'>) {
    const root = store?.read(nodePath(EMPTY_ROOT, 0));
    this.root = root ? TreeNode.decode(root) : new TreeNode();
  }

  /**
   * @param blob the object after the change, `null` when it is deleted.
   * @returns the hash of the leaf that was there, for `put`; `undefined` when there was none.
   */
  apply(key: Buffer, blob: Uint8Array | null): Buffer | undefined {
    return this.put(key, blob === null ? undefined : stateLeafHash(key, blob));
  }

  /** The same with the hash of the leaf; `undefined` when there is none any more. */
  put(key: Buffer, hash: Buffer | undefined): Buffer | undefined {
    return hash ? this.set(key, hash) : this.remove(key);
  }

  /** 32 bytes; zeros for an empty state. */
  rootHash(): Buffer {
    if ((this.root.leaves | this.root.inners) === 0) return EMPTY_ROOT;
    refresh(this.root);
    const hash = Buffer.allocUnsafe(HASH_SIZE);
    hashInto(this.root.hashed, hash, 0);
    return hash;
  }

  path(key: Buffer): TreePath {
    refresh(this.root);
    const nodes: Buffer[] = [];
    let node = this.root;
    for (let depth = 0; ; depth++) {
      nodes.push(Buffer.from(node.hashed.subarray(hashOffset(0))));
      const branch = nibble(key, depth);
      const child = this.child(node, branch, key, depth);
      if (child) node = child;
      else return { nodes, leaf: node.leaves & (1 << branch) ? Buffer.from(node.keyAt(branch)) : undefined };
    }
  }

  /** What the store must be told to have this tree. Everything counts as saved from here on. */
  unsaved(): NodeWrite[] {
    refresh(this.root);
    const writes: NodeWrite[] = [];
    for (const path of this.removed.values()) writes.push({ path, node: null });
    this.removed.clear();
    collectUnsaved(this.root, Buffer.alloc(HASH_SIZE), 0, writes);
    return writes;
  }

  /**
   * Drops the nodes that were last needed before the previous call, and those below them. Right only when all that
   * `unsaved` gave out before is in the store.
   */
  forget(): void {
    this.loaded = 1 + forgetBelow(this.root, this.round);
    this.round++;
  }

  private set(key: Buffer, hash: Buffer): Buffer | undefined {
    let node = this.root;
    for (let depth = 0; ; depth++) {
      this.touch(node);
      const branch = nibble(key, depth);
      let child = this.child(node, branch, key, depth);
      if (!child) {
        const same = node.hasLeaf(branch, key);
        if (same || (node.leaves & (1 << branch)) === 0) {
          const before = same ? Buffer.from(node.hashAt(branch)) : undefined;
          node.setLeaf(branch, key, hash);
          return before;
        }
        child = this.split(node, branch, depth);
      }
      node.stale |= 1 << branch;
      node = child;
    }
  }

  /** Puts an inner node where a leaf is, with the leaf below it. */
  private split(node: TreeNode, branch: number, depth: number): TreeNode {
    if (depth + 1 >= DEPTHS) throw new RangeError('tree keys have 32 bytes');
    const child = new TreeNode();
    child.setLeaf(nibble(node.keyAt(branch), depth + 1), node.keyAt(branch), node.hashAt(branch));
    this.removed.delete(nodePath(node.keyAt(branch), depth + 1).toString('latin1'));
    node.setInner(branch, child);
    this.loaded++;
    return child;
  }

  private remove(key: Buffer): Buffer | undefined {
    const path: TreeNode[] = [];
    let node = this.root;
    for (;;) {
      path.push(node);
      const child = this.child(node, nibble(key, path.length - 1), key, path.length - 1);
      if (!child) break;
      node = child;
    }
    const branch = nibble(key, path.length - 1);
    if (!node.hasLeaf(branch, key)) return undefined;
    const before = Buffer.from(node.hashAt(branch));
    for (const [depth, each] of path.entries()) {
      this.touch(each);
      if (depth < path.length - 1) each.stale |= 1 << nibble(key, depth);
    }
    node.clear(branch);
    this.collapse(path, key);
    return before;
  }

  /** A leaf left alone moves up, as far as it stays alone. */
  private collapse(path: readonly TreeNode[], key: Buffer): void {
    for (let depth = path.length - 1; depth > 0; depth--) {
      const alone = path[depth]!.onlyLeaf();
      if (alone === undefined) return;
      path[depth - 1]!.setLeaf(nibble(key, depth - 1), path[depth]!.keyAt(alone), path[depth]!.hashAt(alone));
      const gone = nodePath(key, depth);
      this.removed.set(gone.toString('latin1'), gone);
      this.loaded--;
    }
  }

  private touch(node: TreeNode): void {
    node.saved = false;
    node.used = this.round;
  }

  /** The inner node at that branch, if one is there. */
  private child(node: TreeNode, branch: number, key: Buffer, depth: number): TreeNode | undefined {
    if ((node.inners & (1 << branch)) === 0) return undefined;
    const found = (node.children[branch] ??= this.load(nodePath(key, depth + 1)));
    found.used = this.round;
    return found;
  }

  private load(path: Buffer): TreeNode {
    const bytes = this.store?.read(path);
    if (!bytes) throw new Error(`the stored state tree has no node at ${path.toString('hex')}`);
    this.loaded++;
    return TreeNode.decode(bytes);
  }
}

/** Brings the hashes in a node up to date, those below it first. */
function refresh(node: TreeNode): void {
  for (let { stale } = node; stale !== 0; stale &= stale - 1) {
    const branch = 31 - Math.clz32(stale & -stale);
    const child = node.children[branch]!;
    refresh(child);
    hashInto(child.hashed, node.hashed, hashOffset(branch));
  }
  node.stale = 0;
}

/** @param prefix nibbles of the keys below `node`, as many as `depth`; written to on the way. */
function collectUnsaved(node: TreeNode, prefix: Buffer, depth: number, into: NodeWrite[]): void {
  if (node.saved) return;
  node.saved = true;
  into.push({ path: nodePath(prefix, depth), node: node.encode() });
  for (let branch = 0; branch < BRANCHES; branch++) {
    const child = node.children[branch];
    if (!child || child.saved) continue;
    const at = depth >> 1;
    prefix[at] = (depth & 1) === 0 ? branch << 4 : (prefix[at]! & 0xf0) | branch;
    collectUnsaved(child, prefix, depth + 1, into);
  }
}

/** @returns how many inner nodes below remain in memory. */
function forgetBelow(node: TreeNode, round: number): number {
  let kept = 0;
  for (let branch = 0; branch < BRANCHES; branch++) {
    const child = node.children[branch];
    if (!child) continue;
    if (child.used < round) node.children[branch] = undefined;
    else kept += 1 + forgetBelow(child, round);
  }
  return kept;
}

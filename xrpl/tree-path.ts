import { HASH_SIZE } from './hash';
import { BRANCHES } from './tree-node';

/** What shows that a tree has a key, or has not. */
export interface TreePath {
  /** The inner nodes from the root towards the key, each as its 16 hashes side by side. */
  nodes: Buffer[];
  /** The key of the leaf in which they end; another key than the one looked for, or none, means that it is absent. */
  leaf: Buffer | undefined;
}

/** An inner node without its empty branches: two bytes with a bit for each branch that isn't, the first the lowest. */
export function packNode(hashes: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.alloc(2)];
  let present = 0;
  for (let branch = 0; branch < BRANCHES; branch++) {
    const hash = hashes.subarray(branch * HASH_SIZE, (branch + 1) * HASH_SIZE);
    if (hash.every((byte) => byte === 0)) continue;
    present |= 1 << branch;
    parts.push(hash);
  }
  parts[0]!.writeUInt16BE(present);
  return Buffer.concat(parts);
}

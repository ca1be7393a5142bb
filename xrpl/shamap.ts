import { HashPrefix, HASH_SIZE, sha512Half } from './hash';
import { lengthPrefix } from './length-prefix';
import { ShamapRoot } from './shamap-root';

export interface TransactionTreeItem {
  id: Uint8Array;
  transaction: Uint8Array;
  metadata: Uint8Array;
}

export interface StateTreeItem {
  key: Uint8Array;
  blob: Uint8Array;
}

/** Hash of a leaf of the transaction tree. */
export function transactionLeafHash(item: TransactionTreeItem): Buffer {
  const { id, transaction, metadata } = item;
  return sha512Half(
    HashPrefix.transactionNode,
    lengthPrefix(transaction.length),
    transaction,
    lengthPrefix(metadata.length),
    metadata,
    id,
  );
}

/** Hash of a leaf of the state tree. */
export function stateLeafHash(key: Uint8Array, blob: Uint8Array): Buffer {
  return sha512Half(HashPrefix.leafNode, blob, key);
}

/**
 * Hash of an inner node, from its children's hashes side by side (16 × 32 bytes, zeros where there is none).
 * @throws RangeError for another length.
 */
export function innerHash(children: Uint8Array): Buffer {
  if (children.length !== 16 * HASH_SIZE) {
    throw new RangeError(`an inner node has ${16 * HASH_SIZE} bytes of hashes, not ${children.length}`);
  }
  return sha512Half(HashPrefix.innerNode, children);
}

/**
 * A header's `transactionHash`, from all transactions of the ledger in any order; 32 zero bytes when there is none.
 * The ids are taken as given: whoever checks a ledger computes them from the blobs (`transactionId`).
 * @throws RangeError when two ids are the same or one isn't 32 bytes.
 */
export function transactionTreeRoot(items: readonly TransactionTreeItem[]): Buffer {
  const tree = new ShamapRoot();
  for (const item of [...items].sort((a, b) => Buffer.compare(a.id, b.id)))
    tree.add(item.id, transactionLeafHash(item));
  return tree.root();
}

/**
 * A header's `accountHash`, from the whole state in ascending key order. Memory doesn't grow with the state.
 * @throws RangeError when the keys don't ascend or one isn't 32 bytes.
 */
export function stateTreeRoot(items: Iterable<StateTreeItem>): Buffer {
  const tree = new ShamapRoot();
  for (const { key, blob } of items) tree.add(key, stateLeafHash(key, blob));
  return tree.root();
}

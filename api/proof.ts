import type { StoredLedger } from '../store/read/reader';
import { sha512Half, HashPrefix } from '../xrpl/hash';
import { parseHeader } from '../xrpl/header';
import { lengthPrefix } from '../xrpl/length-prefix';
import { EMPTY_ROOT } from '../xrpl/shamap-root';
import { innerHash, transactionLeafHash } from '../xrpl/shamap';
import { StateTree } from '../xrpl/state-tree';
import { packNode, type TreePath } from '../xrpl/tree-path';
import type { Context } from './context';
import { hex, hexJson } from './hex';
import type { JsonObject } from './json';
import { RpcError } from './rpc-error';

/**
 * What shows a client who knows the ledger's hash that its state has that entry as answered, or has none: see
 * docs/proofs.md and `xrpl/verify-proof.ts`.
 * @throws RpcError notSupported when the ledger is too far from the state tree that is kept
 */
export async function stateProof(key: Buffer, ledger: StoredLedger, { reader }: Context): Promise<JsonObject> {
  const { ledgerIndex } = ledger;
  const path = await reader.statePath(key, ledgerIndex);
  if (!path) throw new RpcError('notSupported', `No state tree is kept near ledger ${ledgerIndex} to prove it from.`);
  const data = path.leaf && (await reader.object(path.leaf, ledgerIndex));
  const leafHash = data && sha512Half(HashPrefix.leafNode, data, path.leaf!);
  return proofJson('state', key, ledger, path, data && { key: path.leaf!, data, hash: leafHash! });
}

/** The same for a transaction of the ledger. */
export async function transactionProof(id: Buffer, ledger: StoredLedger, { reader }: Context): Promise<JsonObject> {
  const tree = new StateTree();
  const stored = await reader.transactions(ledger.ledgerIndex);
  for (const each of stored) tree.put(each.id, transactionLeafHash(each));
  const path = stored.length > 0 ? tree.path(id) : { nodes: [], leaf: undefined };
  const found = path.leaf && stored.find((each) => each.id.equals(path.leaf!));
  if (!found) return proofJson('transactions', id, ledger, path, undefined);
  const { transaction, metadata } = found;
  const parts = [lengthPrefix(transaction.length), transaction, lengthPrefix(metadata.length), metadata];
  const leaf = { key: found.id, data: Buffer.concat(parts), hash: transactionLeafHash(found) };
  return proofJson('transactions', id, ledger, path, leaf);
}

function proofJson(
  tree: 'state' | 'transactions',
  key: Buffer,
  ledger: StoredLedger,
  path: TreePath,
  leaf: { key: Buffer; data: Buffer; hash: Buffer } | undefined,
): JsonObject {
  const header = parseHeader(ledger.header);
  const root = tree === 'state' ? header.accountHash : header.transactionHash;
  // A proof that wouldn't hold is never sent: something here is wrong then.
  const [top] = path.nodes;
  if (!(top ? innerHash(top) : EMPTY_ROOT).equals(root) || (path.leaf && !holds(path, leaf))) {
    throw new Error(`the ${tree} tree of ledger ${ledger.ledgerIndex} does not prove ${hex(key)}`);
  }
  return {
    tree,
    key: hex(key),
    ledger_header: hexJson(ledger.header),
    nodes: path.nodes.map((node) => hexJson(packNode(node))),
    leaf: leaf && { key: hex(leaf.key), data: hexJson(leaf.data) },
  };
}

const holds = ({ nodes }: TreePath, leaf: { hash: Buffer } | undefined): boolean =>
  leaf !== undefined && nodes.at(-1)!.includes(leaf.hash);

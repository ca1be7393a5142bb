import { afterHeader, ARRAY, END_OF_ARRAY, END_OF_OBJECT, field, fieldAt, OBJECT, skipValue } from './wire';

const AffectedNodes = field(ARRAY, 8);
export const CreatedNode = field(OBJECT, 3);
export const DeletedNode = field(OBJECT, 4);
export const ModifiedNode = field(OBJECT, 5);
const PreviousFields = field(OBJECT, 6);
const FinalFields = field(OBJECT, 7);
const NewFields = field(OBJECT, 8);
const LedgerEntryType = field(1, 1);
const LedgerIndex = field(5, 6);

/** Where things are in the metadata of one affected ledger entry; offsets are -1 where there is no such thing. */
export interface AffectedNode {
  /** `CreatedNode`, `DeletedNode` or `ModifiedNode`. */
  kind: number;
  entryType: number;
  /** Offset of the entry's 32-byte key. */
  key: number;
  /** Offset of the first field in `NewFields` of a created node, of `FinalFields` of another. */
  fields: number;
  /** Offset of the first field in `PreviousFields`. */
  previous: number;
}

/**
 * Calls `visit` for each affected node of a transaction's metadata, in order. The node is one object that is
 * filled anew each time.
 * @throws WireError when the metadata is malformed.
 */
export function eachAffectedNode(metadata: Uint8Array, visit: (node: AffectedNode) => void): void {
  let at = startOfNodes(metadata);
  if (at < 0) return;
  const node: AffectedNode = { kind: 0, entryType: 0, key: -1, fields: -1, previous: -1 };
  for (;;) {
    node.kind = fieldAt(metadata, at);
    at = afterHeader(metadata, at);
    if (node.kind === END_OF_ARRAY) return;
    at = readNode(metadata, at, node);
    visit(node);
  }
}

function startOfNodes(metadata: Uint8Array): number {
  let at = 0;
  while (at < metadata.length) {
    const code = fieldAt(metadata, at);
    at = afterHeader(metadata, at);
    if (code === AffectedNodes) return at;
    at = skipValue(metadata, at, code);
  }
  return -1;
}

function readNode(metadata: Uint8Array, at: number, node: AffectedNode): number {
  node.entryType = 0;
  node.key = node.fields = node.previous = -1;
  const fields = node.kind === CreatedNode ? NewFields : FinalFields;
  for (;;) {
    const code = fieldAt(metadata, at);
    at = afterHeader(metadata, at);
    if (code === END_OF_OBJECT) return at;
    if (code === fields) node.fields = at;
    else if (code === PreviousFields) node.previous = at;
    else if (code === LedgerIndex) node.key = at;
    else if (code === LedgerEntryType) node.entryType = ((metadata[at] as number) << 8) | (metadata[at + 1] as number);
    at = skipValue(metadata, at, code);
  }
}

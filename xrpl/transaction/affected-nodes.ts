import { fieldOf, findField, FieldWalker, type ByteRange } from '../codec/walk';

const AffectedNodes = fieldOf('AffectedNodes');
export const CreatedNode = fieldOf('CreatedNode');
export const DeletedNode = fieldOf('DeletedNode');
export const ModifiedNode = fieldOf('ModifiedNode');
const PreviousFields = fieldOf('PreviousFields');
const FinalFields = fieldOf('FinalFields');
const NewFields = fieldOf('NewFields');
const LedgerEntryType = fieldOf('LedgerEntryType');
const LedgerIndex = fieldOf('LedgerIndex');

/** Where things are in the metadata of one affected ledger entry. */
export interface AffectedNode {
  /** `CreatedNode`, `DeletedNode` or `ModifiedNode`. */
  kind: number;
  /** A code of `LEDGER_ENTRY_TYPES` of the definitions. */
  entryType: number;
  /** Offset of the entry's 32-byte key; -1 when there is none. */
  key: number;
  /** `NewFields` of a created node, `FinalFields` of another. */
  fields: ByteRange | undefined;
  previous: ByteRange | undefined;
}

/**
 * The affected nodes of a transaction's metadata, in order.
 * @throws CodecError when the metadata is malformed.
 */
export function affectedNodes(metadata: Uint8Array): AffectedNode[] {
  const found = findField(metadata, AffectedNodes);
  if (found === undefined) return [];
  const nodes: AffectedNode[] = [];
  const walker = new FieldWalker(metadata, found.start, found.end);
  while (walker.next()) nodes.push(readNode(metadata, walker));
  return nodes;
}

function readNode(metadata: Uint8Array, { code, start, end }: FieldWalker): AffectedNode {
  const node: AffectedNode = { kind: code, entryType: 0, key: -1, fields: undefined, previous: undefined };
  const fields = code === CreatedNode ? NewFields : FinalFields;
  const walker = new FieldWalker(metadata, start, end);
  while (walker.next()) {
    const { code: name, start: at } = walker;
    if (name === fields) node.fields = { start: at, end: walker.end };
    else if (name === PreviousFields) node.previous = { start: at, end: walker.end };
    else if (name === LedgerIndex) node.key = at;
    else if (name === LedgerEntryType) node.entryType = ((metadata[at] as number) << 8) | (metadata[at + 1] as number);
  }
  return node;
}

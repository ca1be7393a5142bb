import { findField, fieldOf, FieldWalker, type ByteRange } from '../codec/walk';
import { affectedNodes, CreatedNode, DeletedNode, type AffectedNode } from './affected-nodes';

const NFTOKEN_PAGE = 0x50;
/** LedgerEntryType of a page, with the field's header. */
const PAGE_TYPE = Buffer.of(0x11, 0x00, NFTOKEN_PAGE);
const ACCOUNT_SIZE = 20;
const NFTokens = fieldOf('NFTokens');
const NFTokenID = fieldOf('NFTokenID');
const URI = fieldOf('URI');

/** Views of the metadata. */
export interface NftState {
  /** 20 bytes. */
  owner: Buffer;
  uri: Buffer | undefined;
}

/** Minted where there is no `before`, burned where there is no `after`; otherwise the owner or the URI changed. */
export interface NftChange {
  /** NFTokenID, 32 bytes. */
  id: Buffer;
  before: NftState | undefined;
  after: NftState | undefined;
}

/**
 * The NFTs that a transaction minted, burned, gave another owner or another URI. Tokens that only moved to another
 * page of their owner aren't among them.
 * @throws CodecError when the metadata is malformed.
 */
export function nftChanges(metadata: Uint8Array): NftChange[] {
  const bytes = Buffer.from(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  // Few transactions touch a page of tokens, and looking for the bytes that say so costs less than walking the nodes.
  if (!bytes.includes(PAGE_TYPE)) return [];
  const tokens = new Map<string, NftChange>();
  for (const node of affectedNodes(metadata)) {
    if (node.entryType !== NFTOKEN_PAGE || node.fields === undefined || node.key < 0) continue;
    const owner = bytes.subarray(node.key, node.key + ACCOUNT_SIZE);
    const { before, after } = tokenLists(bytes, node, node.fields);
    if (before !== undefined) eachToken(bytes, before, owner, tokens, 'before');
    if (after !== undefined) eachToken(bytes, after, owner, tokens, 'after');
  }
  return [...tokens.values()].filter(({ before, after }) => !same(before, after));
}

interface TokenLists {
  before: ByteRange | undefined;
  after: ByteRange | undefined;
}

/** A modified page without tokens in its previous fields kept them: only its links changed. */
function tokenLists(bytes: Buffer, { kind, previous }: AffectedNode, fields: ByteRange): TokenLists {
  const last = findField(bytes, NFTokens, fields.start, fields.end);
  if (kind === CreatedNode) return { before: undefined, after: last };
  const first = previous && findField(bytes, NFTokens, previous.start, previous.end);
  // A page that was emptied and removed may never have been written without its tokens.
  if (kind === DeletedNode) return { before: first ?? last, after: undefined };
  return first === undefined ? { before: undefined, after: undefined } : { before: first, after: last };
}

function eachToken(
  bytes: Buffer,
  list: ByteRange,
  owner: Buffer,
  tokens: Map<string, NftChange>,
  when: 'before' | 'after',
): void {
  const walker = new FieldWalker(bytes, list.start, list.end);
  while (walker.next()) {
    const idAt = findField(bytes, NFTokenID, walker.start, walker.end);
    if (idAt === undefined) continue;
    const uriAt = findField(bytes, URI, walker.start, walker.end);
    const id = bytes.subarray(idAt.start, idAt.end);
    const name = id.toString('latin1');
    const change = tokens.get(name) ?? { id, before: undefined, after: undefined };
    change[when] = { owner, uri: uriAt && bytes.subarray(uriAt.start, uriAt.end) };
    tokens.set(name, change);
  }
}

function same(a: NftState | undefined, b: NftState | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (!a.owner.equals(b.owner)) return false;
  return a.uri === undefined || b.uri === undefined ? a.uri === b.uri : a.uri.equals(b.uri);
}

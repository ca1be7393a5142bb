import { fieldOf, findField, FieldWalker } from './codec/walk';

const NFTokenID = fieldOf('NFTokenID');
const URI = fieldOf('URI');
/** LedgerEntryType of an NFTokenPage, after the field's header. */
const PAGE_TYPE = Buffer.of(0x11, 0x00, 0x50);

/** The NFTokenIDs of a page, 32 bytes each, in order; `undefined` for any other entry. */
export function tokensOfPage(blob: Buffer): Buffer[] | undefined {
  const walker = tokensIn(blob);
  if (!walker) return undefined;
  const tokens: Buffer[] = [];
  while (walker.next()) {
    const id = findField(blob, NFTokenID, walker.start, walker.end);
    if (id) tokens.push(blob.subarray(id.start, id.end));
  }
  return tokens;
}

/** The URI that a page has of a token: no bytes when it has none, `undefined` when the token isn't there. */
export function uriInPage(blob: Buffer, nft: Uint8Array): Buffer | undefined {
  const walker = tokensIn(blob);
  while (walker?.next()) {
    const id = findField(blob, NFTokenID, walker.start, walker.end);
    if (!id || !blob.subarray(id.start, id.end).equals(nft)) continue;
    const uri = findField(blob, URI, walker.start, walker.end);
    return uri ? blob.subarray(uri.start, uri.end) : Buffer.alloc(0);
  }
  return undefined;
}

function tokensIn(blob: Buffer): FieldWalker | undefined {
  if (!blob.subarray(0, PAGE_TYPE.length).equals(PAGE_TYPE)) return undefined;
  const list = findField(blob, 'NFTokens');
  return list && new FieldWalker(blob, list.start, list.end);
}

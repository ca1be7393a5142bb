import type { NftOwner } from '../store/read/reader';
import { encodeAccountId } from '../xrpl/base58';
import { nftokenPage } from '../xrpl/keylets/nftoken';
import { parseNFTokenId } from '../xrpl/nft';
import { uriInPage } from '../xrpl/nft-page';
import { nftChanges } from '../xrpl/transaction/nft-changes';
import type { Reading } from './context';
import { hex } from './hex';
import type { JsonObject } from './json';

/** An NFT at the end of that ledger, as `nft_info` shows it; `undefined` when it had not been minted by then. */
export async function nftJson(nft: Buffer, ledgerIndex: number, reading: Reading): Promise<JsonObject | undefined> {
  const found = await reading.reader.nftOwner(nft, ledgerIndex);
  if (!found) return undefined;
  const { flags, transferFee, issuer, taxon, sequence } = parseNFTokenId(nft);
  const uri = await (found.burned ? uriWhenBurned(nft, found, reading) : uriAt(nft, found, ledgerIndex, reading));
  return {
    nft_id: hex(nft),
    ledger_index: found.ledgerIndex,
    owner: encodeAccountId(found.owner),
    is_burned: found.burned,
    flags,
    transfer_fee: transferFee,
    issuer: encodeAccountId(issuer),
    nft_taxon: taxon,
    nft_serial: sequence,
    uri: uri ? hex(uri) : '',
  };
}

/** A token is on the first page of its owner whose key is above it. */
async function uriAt(nft: Buffer, { owner }: NftOwner, ledgerIndex: number, { reader }: Reading) {
  const [page] = await reader.objectsAfter(nftokenPage(owner, nft), ledgerIndex, 1);
  return page && uriInPage(page.blob, nft);
}

/** The transaction that burned a token tells how it last was. */
async function uriWhenBurned(nft: Buffer, { ledgerIndex, index }: NftOwner, { reader }: Reading) {
  const burn = await reader.transaction(ledgerIndex, index);
  return burn && nftChanges(burn.metadata).find(({ id }) => id.equals(nft))?.before?.uri;
}

import { nftokenOffer } from '../../../xrpl/keylets/sequenced';
import { nftokenId } from '../../../xrpl/nft';
import { directoryPage } from '../../../xrpl/keylets/directory';
import { hex, last, type Chain } from './chain';
import { blob, id, stranger } from './owner';

export const nft = nftokenId({ flags: 8, transferFee: 0, issuer: id(stranger(1)), taxon: 0, sequence: 5 });
const perPage = 32;

/** Offers for `nft` in a directory of several pages. @returns their keys, in order */
export function addNftOffers(chain: Chain, directory: Buffer, count: number, Flags: number): string[] {
  const keys = Array.from({ length: count }, (_, i) => nftokenOffer(id(stranger(2)), i + 1));
  const before = { PreviousTxnID: '0'.repeat(64), PreviousTxnLgrSeq: last };
  keys.forEach((key, i) => {
    const node = Math.floor(i / perPage).toString(16);
    const offer = { NFTokenID: hex(nft), Owner: stranger(2), Amount: String(i + 1), Flags, OwnerNode: '0' };
    const json = { LedgerEntryType: 'NFTokenOffer', NFTokenOfferNode: node, ...offer, ...before };
    chain.reader.change(last, key, blob(json));
  });
  for (let page = 0; page * perPage < count; page++) {
    const Indexes = keys.slice(page * perPage, (page + 1) * perPage).map(hex);
    const next = (page + 1) * perPage < count ? { IndexNext: (page + 1).toString(16) } : {};
    const json = { LedgerEntryType: 'DirectoryNode', Flags: 1, RootIndex: hex(directory), NFTokenID: hex(nft) };
    chain.reader.change(last, directoryPage(directory, BigInt(page)), blob({ ...json, ...next, Indexes }));
  }
  return keys.map(hex);
}

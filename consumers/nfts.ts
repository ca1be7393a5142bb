import { fromState, issuerNfts, nftOwners, nftTransactions } from '../schemas/tables/nfts';
import { put, type Write } from '../store/port';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import { parseNFTokenId } from '../xrpl/nft';
import { tokensOfPage } from '../xrpl/nft-page';
import { nftChanges } from '../xrpl/transaction/nft-changes';
import { nftsTouched } from '../xrpl/transaction/nfts-touched';
import type { View } from './view';

/** NFTs: their owners over time, their transactions, and those of each issuer. */
export const nftsView: View = {
  name: 'nfts',
  beginsWith: 'state',
  rows(segment) {
    return segment.kind === 'state' ? inState(segment) : inDiff(segment);
  },
};

/** A whole state tells of each token who owns it when the ledger has ended, and nothing of how that came about. */
function inState({ ledgerIndex: ledger, objects }: LedgerDiff): Write[] {
  const rows: Write[] = [];
  for (const { key, blob } of objects) {
    for (const nft of (blob && tokensOfPage(blob)) ?? []) {
      const owner = key.subarray(0, 20);
      rows.push(put(nftOwners, { nft, ledger, index: fromState, owner, burned: 0 }), issued(nft, ledger));
    }
  }
  return rows;
}

function inDiff({ ledgerIndex: ledger, firstTransaction, transactions }: LedgerDiff): Write[] {
  const rows: Write[] = [];
  transactions.forEach(({ transaction, metadata }, place) => {
    const index = firstTransaction + place;
    for (const nft of nftsTouched(transaction, metadata)) rows.push(put(nftTransactions, { nft, ledger, index }));
    for (const { id: nft, before, after } of nftChanges(metadata)) {
      if (before && after && before.owner.equals(after.owner)) continue; // only its URI changed
      const { owner } = (after ?? before)!;
      rows.push(put(nftOwners, { nft, ledger, index, owner, burned: after ? 0 : 1 }));
      if (!before) rows.push(issued(nft, ledger));
    }
  });
  return rows;
}

function issued(nft: Buffer, ledger: number): Write {
  const { issuer, taxon } = parseNFTokenId(nft);
  return put(issuerNfts, { issuer: Buffer.from(issuer), taxon, nft, ledger });
}

import { defineTable } from '../table';

/** In `nft_owners.index`, in place of a transaction's: the whole state with which a stretch of the log begins says so. */
export const fromState = 0xffff;

/**
 * Who owned an NFT from which transaction on: at ledger N the last row at or below N. A burned token keeps its last
 * owner. Its URI is not here: it stands in the owner's page, or in the metadata of the transaction that burned it.
 */
export const nftOwners = defineTable({
  name: 'nft_owners',
  partition: { nft: 'hash256' },
  clustering: { ledger: 'u32', index: 'u16' },
  values: { owner: 'account', burned: 'u8' },
});

/** The transactions that an NFT's history shows. */
export const nftTransactions = defineTable({
  name: 'nft_transactions',
  partition: { nft: 'hash256' },
  clustering: { ledger: 'u32', index: 'u16' },
  values: {},
});

/** The NFTs that an account has issued, burned ones included; `ledger` is where each came to be. */
export const issuerNfts = defineTable({
  name: 'issuer_nfts',
  partition: { issuer: 'account' },
  clustering: { taxon: 'u32', nft: 'hash256', ledger: 'u32' },
  values: {},
});

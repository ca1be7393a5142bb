import { findField, fieldOf } from '../codec/walk';
import { metaFacts, tesSUCCESS } from './meta-facts';
import { mptChanges } from './mpt-changes';
import { nftChanges } from './nft-changes';
import { createdNftOffers, nftsOfDeletedOffers } from './nft-offers';
import { transactionType } from './transaction-type';
import { TransactionType } from './transaction-types';

const Amount = fieldOf('Amount');

/** Ids in upper-case hexadecimal. */
export interface SynthesizedFields {
  /** The token minted or traded. */
  nftoken_id?: string;
  /** The tokens for which offers were cancelled, ascending. */
  nftoken_ids?: string[];
  offer_id?: string;
  mpt_issuance_id?: string;
}

/**
 * What API answers say beside the metadata of successful transactions, because it is tedious to find there
 * (rippled, NFTSyntheticSerializer.cpp and MPTokenIssuanceID.cpp).
 * @throws CodecError when transaction or metadata is malformed.
 */
export function synthesizedFields(transaction: Uint8Array, metadata: Uint8Array): SynthesizedFields {
  const type = transactionType(transaction);
  switch (type) {
    case TransactionType.NFTokenMint: {
      if (!succeeded(metadata)) return {};
      const offered = findField(transaction, Amount) !== undefined;
      return { ...mintedToken(metadata), ...(offered ? madeOffer(metadata) : {}) };
    }
    case TransactionType.NFTokenCreateOffer:
      return succeeded(metadata) ? madeOffer(metadata) : {};
    case TransactionType.NFTokenAcceptOffer: {
      const [id] = succeeded(metadata) ? nftsOfDeletedOffers(metadata) : [];
      return id === undefined ? {} : { nftoken_id: hex(id) };
    }
    case TransactionType.NFTokenCancelOffer:
      return succeeded(metadata) ? { nftoken_ids: nftsOfDeletedOffers(metadata).map(hex) } : {};
    case TransactionType.MPTokenIssuanceCreate: {
      const made = mptChanges(metadata).find(({ holder, change }) => holder === undefined && change === 'created');
      return made === undefined || !succeeded(metadata) ? {} : { mpt_issuance_id: hex(made.id) };
    }
    default:
      return {};
  }
}

function mintedToken(metadata: Uint8Array): SynthesizedFields {
  const minted = nftChanges(metadata).find(({ before }) => before === undefined);
  return minted === undefined ? {} : { nftoken_id: hex(minted.id) };
}

function madeOffer(metadata: Uint8Array): SynthesizedFields {
  const [key] = createdNftOffers(metadata);
  return key === undefined ? {} : { offer_id: hex(key) };
}

function succeeded(metadata: Uint8Array): boolean {
  return metaFacts(metadata).result === tesSUCCESS;
}

function hex(id: Buffer): string {
  return id.toString('hex').toUpperCase();
}

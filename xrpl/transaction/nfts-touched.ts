import { findField, fieldOf } from '../codec/walk';
import { metaFacts, tesSUCCESS } from './meta-facts';
import { nftChanges } from './nft-changes';
import { nftsOfDeletedOffers } from './nft-offers';
import { transactionType } from './transaction-type';
import { TransactionType } from './transaction-types';

const NFTokenID = fieldOf('NFTokenID');

/**
 * NFTokenIDs (32 bytes) under which `nft_history` gives a transaction, each once: the tokens that it minted, burned,
 * modified or traded, and those for which it made or cancelled offers. A failed transaction touches none.
 * @throws CodecError when transaction or metadata is malformed.
 */
export function nftsTouched(transaction: Uint8Array, metadata: Uint8Array): Buffer[] {
  switch (transactionType(transaction)) {
    case TransactionType.NFTokenMint:
      return succeeded(metadata) ? nftChanges(metadata).map(({ id }) => id) : [];
    case TransactionType.NFTokenAcceptOffer:
    case TransactionType.NFTokenCancelOffer:
      return succeeded(metadata) ? nftsOfDeletedOffers(metadata) : [];
    case TransactionType.NFTokenBurn:
    case TransactionType.NFTokenCreateOffer:
    case TransactionType.NFTokenModify: {
      const found = findField(transaction, NFTokenID);
      return found && succeeded(metadata) ? [Buffer.from(transaction.subarray(found.start, found.end))] : [];
    }
    default:
      return [];
  }
}

function succeeded(metadata: Uint8Array): boolean {
  return metaFacts(metadata).result === tesSUCCESS;
}

/**
 * Codes of the transaction types that have rules of their own here. They are part of the protocol and never change;
 * all others are known by the definitions alone.
 */
export const TransactionType = {
  Payment: 0,
  OfferCreate: 7,
  OfferCancel: 8,
  CheckCash: 17,
  AccountDelete: 21,
  NFTokenMint: 25,
  NFTokenBurn: 26,
  NFTokenCreateOffer: 27,
  NFTokenCancelOffer: 28,
  NFTokenAcceptOffer: 29,
  MPTokenIssuanceCreate: 54,
  NFTokenModify: 61,
} as const;

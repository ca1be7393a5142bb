import { nftokenBuyOffers } from '../../xrpl/keylets/nftoken';
import { defineMethod } from '../method';
import { nftOfferFields, nftOffers } from '../nft-offers';

export const nft_buy_offers = defineMethod({
  summary: 'The offers to buy an NFT.',
  fields: nftOfferFields,
  run: (params, context) => nftOffers(nftokenBuyOffers, params, context),
});

import { nftokenSellOffers } from '../../xrpl/keylets/nftoken';
import { defineMethod } from '../method';
import { nftOfferFields, nftOffers } from '../nft-offers';

export const nft_sell_offers = defineMethod({
  summary: 'The offers to sell an NFT.',
  fields: nftOfferFields,
  run: (params, context) => nftOffers(nftokenSellOffers, params, context),
});

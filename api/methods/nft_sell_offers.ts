import { nftokenSellOffers } from '../../xrpl/keylets/nftoken';
import { defineMethod } from '../method';
import { nftOfferFields, nftOffers } from '../nft-offers';

export const nft_sell_offers = defineMethod({
  summary: 'The offers to sell an NFT.',
  example: { nft_id: '00090000CBBC256DD1843B5E4FA415CE15C2EA613899323E3EB72AEB00000051' },
  errors: ['lgrNotFound', 'objectNotFound'],
  fields: nftOfferFields,
  run: (params, context) => nftOffers(nftokenSellOffers, params, context),
});

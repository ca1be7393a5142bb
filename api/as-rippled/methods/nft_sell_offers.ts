import { nft_sell_offers as method } from '../../methods/nft_sell_offers';
import { nftOffers } from '../nft-offers';

export const nft_sell_offers = nftOffers(method.run.bind(method));

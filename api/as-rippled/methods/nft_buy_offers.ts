import { nft_buy_offers as method } from '../../methods/nft_buy_offers';
import { nftOffers } from '../nft-offers';

export const nft_buy_offers = nftOffers(method.run.bind(method));

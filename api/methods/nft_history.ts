import { required } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { hex } from '../hex';
import { defineMethod } from '../method';
import { tokenHistory, tokenHistoryFields } from '../token-history';

export const nft_history = defineMethod({
  summary: 'The transactions that touched an NFT: mint, burn, changes, offers and trades.',
  weight: 3,
  example: { nft_id: '00090000CBBC256DD1843B5E4FA415CE15C2EA613899323E3EB72AEB00000051', limit: 2 },
  errors: ['lgrNotFound', 'lgrIdxsInvalid', 'lgrIdxMalformed'],
  neverForwarded: true,
  fields: {
    nft_id: required(hash256({ description: 'The NFTokenID.' })),
    ...tokenHistoryFields,
  },
  async run(params, context) {
    const { nft_id: nft } = params;
    const history = await tokenHistory(params, context, (query) => context.reader.nftTransactions(nft, query));
    return { nft_id: hex(nft), ...history };
  },
});

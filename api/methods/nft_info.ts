import { required } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { ledgerFields } from '../fields/ledger';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { nftJson } from '../nft-json';
import { RpcError } from '../rpc-error';

export const nft_info = defineMethod({
  summary: 'An NFT: its owner, its URI, and whether it was burned.',
  example: { nft_id: '00090000CBBC256DD1843B5E4FA415CE15C2EA613899323E3EB72AEB00000051' },
  errors: ['lgrNotFound', 'objectNotFound'],
  neverForwarded: true,
  fields: { nft_id: required(hash256({ description: 'The NFTokenID.' })), ...ledgerFields },
  async run(params, context) {
    const { ledgerIndex } = await selectLedger(params, context);
    const found = await nftJson(params.nft_id, ledgerIndex, context);
    if (!found) throw new RpcError('objectNotFound', 'NFT not found');
    return { ...found, validated: true };
  },
});

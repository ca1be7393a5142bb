import { encodeAccountId } from '../../xrpl/base58';
import { parseNFTokenId } from '../../xrpl/nft';
import { account } from '../fields/account';
import { required } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { ledgerFields } from '../fields/ledger';
import { limit, uint32 } from '../fields/scalars';
import { hex } from '../hex';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { nftJson } from '../nft-json';
import { requireAccount } from '../owner-directory';

export const nfts_by_issuer = defineMethod({
  summary: 'The NFTs that an account has issued, burned ones included.',
  weight: 2,
  example: { issuer: 'rK2EZ2rqwRivy7RVEgb1Gmh5PHnVD56EeQ', limit: 2 },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed'],
  neverForwarded: true,
  fields: {
    issuer: required(account()),
    nft_taxon: uint32({ description: 'Only NFTs of this taxon.' }),
    ...ledgerFields,
    limit: limit({ minimum: 1, default: 50, maximum: 100 }),
    marker: hash256({ description: 'The last NFT of the answer before.' }),
  },
  async run(params, context) {
    const { issuer, nft_taxon: taxon, marker, limit } = params;
    const { ledgerIndex } = await selectLedger(params, context);
    await requireAccount(issuer, ledgerIndex, context);
    const after = marker && { taxon: parseNFTokenId(marker).taxon, nft: marker };
    const issued = await context.reader.issuedNfts(issuer, taxon, after, limit);
    // Those that came to be later are on the page, and not shown: a page may come out short and yet have a next one.
    const nfts = await Promise.all(
      issued.filter(({ ledger }) => ledger <= ledgerIndex).map(({ nft }) => nftJson(nft, ledgerIndex, context)),
    );
    return {
      issuer: encodeAccountId(issuer),
      limit,
      ledger_index: ledgerIndex,
      nfts: nfts.filter((nft) => nft !== undefined),
      marker: issued.length === limit ? hex(issued.at(-1)!.nft) : undefined,
      nft_taxon: taxon,
      validated: true,
    };
  },
});

import { encodeAccountId } from '../../xrpl/base58';
import { parseNFTokenId } from '../../xrpl/nft';
import { fieldsShown } from '../codec';
import type { Context } from '../context';
import { account } from '../fields/account';
import { asGiven } from '../fields/as-given';
import { required } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { ledgerFields } from '../fields/ledger';
import { limit } from '../fields/scalars';
import { hex } from '../hex';
import type { JsonObject } from '../json';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { nftPages, requireAccount } from '../owner-directory';
import { invalidParams } from '../rpc-error';

const tokensOf = fieldsShown(['NFTokens']);
const accountSize = 20;
const noKey = Buffer.alloc(32);

export const account_nfts = defineMethod({
  summary: 'The NFTs that an account holds.',
  example: { account: 'rK2EZ2rqwRivy7RVEgb1Gmh5PHnVD56EeQ' },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed'],
  fields: {
    account: required(asGiven(account())),
    ...ledgerFields,
    marker: hash256({ description: 'The NFTokenPage to begin with: as the answer before gave it.' }),
    limit: limit({ minimum: 20, default: 100, maximum: 400 }),
  },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    const { ledgerIndex } = ledger;
    const { value: owner, given } = params.account;
    await requireAccount(owner, ledgerIndex, context);
    if (params.marker) await checkMarker(params.marker, owner, ledgerIndex, context);
    // The limit counts pages of up to 32 tokens, as Clio's does.
    const { owned, next } = await nftPages(owner, ledgerIndex, params.limit, params.marker, context);
    return {
      ...answeredFrom(ledger),
      account: given,
      account_nfts: owned.flatMap(({ blob }) => tokensJson(blob)),
      limit: params.limit,
      marker: next.equals(noKey) ? undefined : hex(next),
    };
  },
});

async function checkMarker(marker: Buffer, owner: Buffer, ledgerIndex: number, { reader }: Context): Promise<void> {
  if (!(await reader.object(marker, ledgerIndex))) {
    throw invalidParams('Marker field does not match any valid Page ID');
  }
  if (!marker.subarray(0, accountSize).equals(owner)) {
    throw invalidParams('Marker field does not match any valid Page ID');
  }
}

export function tokensJson(page: Buffer): JsonObject[] {
  const { NFTokens } = tokensOf(page) as { NFTokens: { NFToken: { NFTokenID: string; URI?: string } }[] };
  return NFTokens.map(({ NFToken: { NFTokenID, URI } }) => {
    const { flags, transferFee, issuer, taxon, sequence } = parseNFTokenId(Buffer.from(NFTokenID, 'hex'));
    return {
      NFTokenID,
      URI,
      Flags: flags,
      Issuer: encodeAccountId(issuer),
      NFTokenTaxon: taxon,
      nft_serial: sequence,
      TransferFee: transferFee === 0 ? undefined : transferFee,
    };
  });
}

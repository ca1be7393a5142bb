import { fieldsShown } from './codec';
import type { Context } from './context';
import { directoryPages } from './directory';
import { asGiven } from './fields/as-given';
import { required, type Params } from './fields/field';
import { hash256 } from './fields/hash256';
import { ledgerFields } from './fields/ledger';
import { limit } from './fields/scalars';
import { hex } from './hex';
import type { JsonObject, JsonValue } from './json';
import { selectLedger } from './ledger-selection';
import { invalidParams, RpcError } from './rpc-error';

const offerOf = fieldsShown(['NFTokenID', 'NFTokenOfferNode', 'Flags', 'Owner', 'Amount', 'Destination', 'Expiration']);

export const nftOfferFields = {
  nft_id: required(asGiven(hash256({ description: 'The NFTokenID.' }))),
  ...ledgerFields,
  limit: limit({ minimum: 50, default: 250, maximum: 500 }),
  marker: hash256({ description: 'The offer to begin with: as the answer before gave it.' }),
};

/** What `nft_buy_offers` and `nft_sell_offers` answer: the offers in the directory that `directoryOf` names. */
export async function nftOffers(
  directoryOf: (nftId: Buffer) => Buffer,
  params: Params<typeof nftOfferFields>,
  context: Context,
): Promise<JsonObject> {
  const { reader } = context;
  const { value: nftId, given } = params.nft_id;
  const { ledgerIndex } = await selectLedger(params, context);
  const directory = directoryOf(nftId);
  if (!(await reader.object(directory, ledgerIndex))) throw new RpcError('objectNotFound', 'notFound');
  const first = params.marker ? await pageOf(params.marker, nftId, ledgerIndex, context) : 0n;
  const keys: Buffer[] = [];
  let begun = params.marker === undefined;
  // One more than asked for tells whether there is a next page, and where it begins.
  pages: for await (const page of directoryPages(directory, first, ledgerIndex, reader)) {
    for (const key of page.keys) {
      begun ||= key.equals(params.marker!);
      if (begun && keys.push(key) > params.limit) break pages;
    }
  }
  const next = keys[params.limit];
  const blobs = await reader.objects(keys.slice(0, params.limit), ledgerIndex);
  return {
    nft_id: given,
    validated: true,
    offers: blobs.map((blob, i) => offerJson(keys[i]!, blob!)),
    ...(next && { limit: params.limit, marker: hex(next) }),
  };
}

/** @throws RpcError unless the marker is an offer for that token */
async function pageOf(marker: Buffer, nftId: Buffer, ledgerIndex: number, { reader }: Context): Promise<bigint> {
  const blob = await reader.object(marker, ledgerIndex);
  const offer = blob && offerOf(blob);
  if (offer?.NFTokenID !== hex(nftId)) throw invalidParams();
  return BigInt(`0x${String(offer.NFTokenOfferNode)}`);
}

function offerJson(key: Buffer, blob: Buffer): JsonObject {
  const offer = offerOf(blob) as Record<string, JsonValue | undefined>;
  return {
    nft_offer_index: hex(key),
    flags: offer['Flags'],
    owner: offer['Owner'],
    destination: offer['Destination'],
    expiration: offer['Expiration'],
    amount: offer['Amount'],
  };
}

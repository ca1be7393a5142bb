import type { Context } from '../context';
import { without, type JsonObject } from '../json';
import type { Params } from '../fields/field';
import type { nftOfferFields } from '../nft-offers';
import { RpcError, invalidParams } from '../rpc-error';
import type { Handler } from './handler';
import { lookUpLedger } from './ledger-lookup';
import { asText, expectedField, hash256Of, invalidField, limitOf, missingField } from './request';

const bounds = { minimum: 50, default: 250, maximum: 500 };

type Method = (params: Params<typeof nftOfferFields>, context: Context) => Promise<JsonObject>;

/** `nft_buy_offers` and `nft_sell_offers`. */
export const nftOffers =
  (run: Method): Handler =>
  async (request, context) => {
    if (!Object.hasOwn(request, 'nft_id')) throw missingField('nft_id');
    const value = hash256Of(asText(request['nft_id']));
    if (!value) throw invalidField('nft_id');
    const limit = limitOf(request, bounds);
    const { selection } = await lookUpLedger(request, context);
    const nft_id = { value, given: value.toString('hex').toUpperCase() };
    const marker = markerOf(request['marker'], Object.hasOwn(request, 'marker'));
    try {
      return without(await run({ nft_id, ...selection, limit, marker }, context), 'validated');
    } catch (error) {
      if (error instanceof RpcError && error.error === 'objectNotFound') throw new RpcError('objectNotFound');
      throw error instanceof RpcError && error.error === 'invalidParams' ? invalidParams() : error;
    }
  };

function markerOf(value: unknown, isThere: boolean): Buffer | undefined {
  if (!isThere) return undefined;
  if (typeof value !== 'string') throw expectedField('marker', 'string');
  const marker = hash256Of(value);
  if (!marker) throw invalidParams();
  return marker;
}

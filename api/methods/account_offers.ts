import { encodeAccountId } from '../../xrpl/base58';
import { qualityText } from '../../xrpl/quality';
import { fieldsShown } from '../codec';
import { account } from '../fields/account';
import { required } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { ownerMarker } from '../fields/owner-marker';
import { limit } from '../fields/scalars';
import type { JsonObject, JsonValue } from '../json';
import { entryTypeOf } from '../ledger-entry-types';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { ownedBy, requireAccount } from '../owner-directory';

const offerOf = fieldsShown(['Flags', 'Sequence', 'TakerGets', 'TakerPays', 'BookDirectory', 'Expiration']);

export const account_offers = defineMethod({
  summary: 'The offers that an account has placed and that still stand.',
  example: { account: 'rLknVLQSfmrudjegXjTd3BAxuRQs4PXVr4' },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed'],
  fields: {
    account: required(account()),
    ...ledgerFields,
    limit: limit({ minimum: 10, default: 200, maximum: 400 }),
    marker: ownerMarker(),
  },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    await requireAccount(params.account, ledger.ledgerIndex, context);
    const { owned, marker } = await ownedBy(params.account, ledger.ledgerIndex, params, context);
    const offers = owned.filter(({ blob }) => entryTypeOf(blob) === 'Offer').map(({ blob }) => offerJson(blob));
    return { ...answeredFrom(ledger), account: encodeAccountId(params.account), offers, marker };
  },
});

function offerJson(blob: Buffer): JsonObject {
  const offer = offerOf(blob) as Record<string, JsonValue | undefined> & { BookDirectory: string };
  return {
    flags: offer['Flags'],
    seq: offer['Sequence'],
    taker_gets: offer['TakerGets'],
    taker_pays: offer['TakerPays'],
    quality: qualityText(Buffer.from(offer.BookDirectory, 'hex')),
    expiration: offer['Expiration'],
  };
}

import { account_offers as method } from '../../methods/account_offers';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { ownedBounds, ownedPage, placeOf, requireRoot, walked } from '../owned';
import { addressOf, beside, invalidField, limitOf, ownerMarkerOf, textOf } from '../request';

export const account_offers: Handler = async (request, context) => {
  const text = textOf(request, 'account');
  const { ledger, about, selection } = await lookUpLedger(request, context);
  const account = addressOf(text, () => beside(about, 'actMalformed'));
  await requireRoot(account, ledger.ledgerIndex, context);
  const limit = limitOf(request, ownedBounds);
  const walk = { account, ledgerIndex: ledger.ledgerIndex, limit };
  const given = ownerMarkerOf(request, () => invalidField('marker'));
  const marker = await placeOf(given, walk, context);
  const params = { account, ...selection, limit, marker };
  return ownedPage(await walked(method.run(params, context)), walk, context);
};

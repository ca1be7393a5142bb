import { account_offers as method } from '../../methods/account_offers';
import { invalidParams } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { ownedBounds, requireRoot, walked, withLimit } from '../owned';
import { addressOf, beside, invalidField, limitOf, ownerMarkerOf, textOf } from '../request';

export const account_offers: Handler = async (request, context) => {
  const text = textOf(request, 'account');
  const { ledger, about, selection } = await lookUpLedger(request, context);
  const account = addressOf(text, () => beside(about, 'actMalformed'));
  await requireRoot(account, ledger.ledgerIndex, context);
  const limit = limitOf(request, ownedBounds);
  const marker = ownerMarkerOf(request, () => invalidField('marker'));
  return withLimit(await walked(method.run({ account, ...selection, limit, marker }, context), invalidParams), limit);
};

import { encodeAccountId } from '../../../xrpl/base58';
import { account_lines as method } from '../../methods/account_lines';
import { invalidParams } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { ownedBounds, ownedPage, placeOf, requireRoot, walked } from '../owned';
import { addressOf, asBool, asText, beside, limitOf, ownerMarkerOf, textOf } from '../request';

export const account_lines: Handler = async (request, context) => {
  const text = textOf(request, 'account');
  const { ledger, about, selection } = await lookUpLedger(request, context);
  const malformed = () => beside(about, 'actMalformed');
  const account = addressOf(text, malformed);
  await requireRoot(account, ledger.ledgerIndex, context);
  const peerText = asText(request['peer']);
  const peer = peerText === '' ? undefined : addressOf(peerText, malformed);
  const limit = limitOf(request, ownedBounds);
  const walk = { account, ledgerIndex: ledger.ledgerIndex, limit };
  const marker = await placeOf(ownerMarkerOf(request, invalidParams), walk, context);
  const given = { value: account, given: encodeAccountId(account) };
  const params = {
    account: given,
    peer,
    ignore_default: asBool(request['ignore_default']),
    ...selection,
    limit,
    marker,
  };
  return ownedPage(await walked(method.run(params, context)), walk, context);
};

import { encodeAccountId } from '../../../xrpl/base58';
import { account_lines as method } from '../../methods/account_lines';
import { invalidParams } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { ownedBounds, requireRoot, walked, withLimit } from '../owned';
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
  const marker = ownerMarkerOf(request, invalidParams);
  const given = { value: account, given: encodeAccountId(account) };
  const params = {
    account: given,
    peer,
    ignore_default: asBool(request['ignore_default']),
    ...selection,
    limit,
    marker,
  };
  return withLimit(await walked(method.run(params, context)), limit);
};

import { encodeAccountId } from '../../../xrpl/base58';
import { account_channels as method } from '../../methods/account_channels';
import { invalidParams, RpcError } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { ownedBounds, ownedPage, placeOf, requireRoot, walked } from '../owned';
import { addressOf, asText, limitOf, ownerMarkerOf, textOf } from '../request';

const malformed = (): RpcError => new RpcError('actMalformed');

export const account_channels: Handler = async (request, context) => {
  const text = textOf(request, 'account');
  const { ledger, selection } = await lookUpLedger(request, context);
  const account = addressOf(text, malformed);
  await requireRoot(account, ledger.ledgerIndex, context);
  const toText = asText(request['destination_account']);
  const destination = toText === '' ? undefined : addressOf(toText, malformed);
  const limit = limitOf(request, ownedBounds);
  const walk = { account, ledgerIndex: ledger.ledgerIndex, limit };
  const marker = await placeOf(ownerMarkerOf(request, invalidParams), walk, context);
  const given = { value: account, given: encodeAccountId(account) };
  const params = { account: given, destination_account: destination, ...selection, limit, marker };
  return ownedPage(await walked(method.run(params, context)), walk, context);
};

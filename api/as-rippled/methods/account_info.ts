import { encodeAccountId } from '../../../xrpl/base58';
import { account_info as method } from '../../methods/account_info';
import { RpcError } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { addressOf, asBool, beside, textOf } from '../request';

export const account_info: Handler = async (request, context) => {
  const text = textOf(request, 'account', 'ident');
  const { about, selection } = await lookUpLedger(request, context);
  const account = addressOf(text, () => beside(about, 'actMalformed'));
  const { signer_lists: signers, queue } = request;
  const params = { account, ident: undefined, ...selection, signer_lists: false, proof: false, queue: undefined };
  const plain = await method.run(params, context).catch((error: unknown) => {
    if (!(error instanceof RpcError) || error.error !== 'actNotFound') throw error;
    throw beside({ account: encodeAccountId(account), ...about }, 'actNotFound');
  });
  if (asBool(queue)) throw beside(about, 'invalidParams');
  if (context.apiVersion > 1 && signers !== undefined && typeof signers !== 'boolean') {
    throw beside(
      { account_data: plain['account_data'], account_flags: plain['account_flags'], ...about },
      'invalidParams',
    );
  }
  return asBool(signers) ? method.run({ ...params, signer_lists: true }, context) : plain;
};

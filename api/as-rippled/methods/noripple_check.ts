import { noripple_check as method } from '../../methods/noripple_check';
import { RpcError } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { addressOf, beside, invalidField, limitOf, missingField, strictBool } from '../request';

const bounds = { minimum: 10, default: 300, maximum: 400 };

export const noripple_check: Handler = async (request, context) => {
  for (const name of ['account', 'role']) if (!Object.hasOwn(request, name)) throw missingField(name);
  const { account: text, role } = request;
  if (typeof text !== 'string') throw invalidField('account');
  if (role !== 'gateway' && role !== 'user') throw invalidField('role');
  const limit = limitOf(request, bounds);
  const transactions = strictBool(request, 'transactions', context.apiVersion);
  const { about, selection } = await lookUpLedger(request, context);
  const account = addressOf(text, () => beside(about, 'actMalformed'));
  try {
    return await method.run({ account, role, ...selection, limit, transactions }, context);
  } catch (error) {
    throw error instanceof RpcError && error.error === 'actNotFound' ? new RpcError('actNotFound') : error;
  }
};

import { ledger as method } from '../../methods/ledger';
import { invalidParams, RpcError } from '../../rpc-error';
import { chosenType } from '../entry-type';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { asBool } from '../request';

export const ledger: Handler = async (request, context) => {
  const { selection } = await lookUpLedger(request, context);
  chosenType(request);
  const given = (name: string): boolean => asBool(request[name]);
  if (given('full') || given('accounts')) throw new RpcError('noPermission');
  if (given('queue')) throw invalidParams();
  const params = {
    ...selection,
    full: false,
    accounts: false,
    queue: false,
    owner_funds: given('owner_funds'),
    transactions: given('transactions'),
    expand: given('expand'),
    binary: given('binary'),
    diff: false,
    ledger: undefined,
    type: undefined,
  };
  return method.run(params, context);
};

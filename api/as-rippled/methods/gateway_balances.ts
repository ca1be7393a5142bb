import { accountIdOf } from '../../../xrpl/public-key';
import { accountRoot } from '../../../xrpl/keylets/account';
import { decodeAccountId, decodeAccountPublic, encodeAccountId } from '../../../xrpl/base58';
import { balancesOf } from '../../methods/gateway_balances';
import { RpcError } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { addressOf, asText, beside, missingField } from '../request';

export const gateway_balances: Handler = async (request, context) => {
  const { ledger, about } = await lookUpLedger(request, context);
  const name = ['account', 'ident'].find((each) => Object.hasOwn(request, each));
  if (name === undefined) throw missingField('account');
  const account = addressOf(asText(request[name]), () => new RpcError('actMalformed'));
  const address = encodeAccountId(account);
  const exists = context.apiVersion < 2 || (await context.reader.object(accountRoot(account), ledger.ledgerIndex));
  if (!exists) throw beside({ account: address, ...about }, 'actNotFound');
  const hotwallet = hotWalletsOf(request['hotwallet'], Object.hasOwn(request, 'hotwallet'));
  if (!hotwallet) {
    throw beside({ account: address, ...about }, context.apiVersion > 1 ? 'invalidParams' : 'invalidHotWallet');
  }
  const { members } = await balancesOf(account, hotwallet, ledger.ledgerIndex, context);
  return { ...members, account: address, ...about };
};

/** `undefined` when one of them is none. */
function hotWalletsOf(value: unknown, isThere: boolean): Set<string> | undefined {
  if (!isThere || value === null) return new Set();
  const wallets = new Set<string>();
  for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
    const key = typeof each === 'string' ? decodeAccountPublic(each) : undefined;
    const account = key ? accountIdOf(key) : typeof each === 'string' ? decodeAccountId(each) : undefined;
    if (!account) return undefined;
    wallets.add(encodeAccountId(account));
  }
  return wallets;
}

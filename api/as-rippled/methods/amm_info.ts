import { accountRoot } from '../../../xrpl/keylets/account';
import { decodeAccountId } from '../../../xrpl/base58';
import type { Issue } from '../../holdings';
import { amm_info as method, issue } from '../../methods/amm_info';
import { isObject } from '../../parse-json';
import { invalidParams, RpcError } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger, type FoundLedger } from '../ledger-lookup';
import type { Context } from '../../context';
import { asText, beside } from '../request';

export const amm_info: Handler = async (request, context) => {
  const found = await lookUpLedger(request, context);
  const { about, selection } = found;
  try {
    const [asset, asset2, ofAmm, holder] = ['asset', 'asset2', 'amm_account', 'account'].map((name) =>
      Object.hasOwn(request, name),
    );
    if (asset !== asset2 || asset === ofAmm) throw invalidParams();
    const issueOf = (name: string): Issue | undefined => {
      const value = request[name];
      if (!asset) return undefined;
      // An MPT's id has no place beside a currency, nor in place of one.
      if (isObject(value) && Object.hasOwn(value, 'mpt_issuance_id')) throw new RpcError('issueMalformed');
      return issue.read(value, name, context.apiVersion);
    };
    const [one, two] = [issueOf('asset'), issueOf('asset2')];
    const amm_account = ofAmm ? await accountOf(request['amm_account'], found, context) : undefined;
    const account = holder ? await accountOf(request['account'], found, context) : undefined;
    return await method.run({ asset: one, asset2: two, amm_account, account, ...selection }, context);
  } catch (error) {
    if (!(error instanceof RpcError) || error.error === 'internal') throw error;
    throw beside(about, error.error);
  }
};

async function accountOf(value: unknown, { ledger }: FoundLedger, { reader }: Context): Promise<Buffer> {
  const account = decodeAccountId(asText(value));
  const root = account && (await reader.object(accountRoot(account), ledger.ledgerIndex));
  if (!root) throw new RpcError('actMalformed');
  return account;
}

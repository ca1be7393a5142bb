import { encodeAccountId } from '../../xrpl/base58';
import type { Context } from '../context';
import { account } from '../fields/account';
import { required, type Params } from '../fields/field';
import { filterFields, filterOf } from '../fields/history-filter';
import { uint32 } from '../fields/scalars';
import { transactionType } from '../fields/transaction-type';
import type { JsonObject } from '../json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { invalidParams, RpcError } from '../rpc-error';
import { historyFields, historyJson, historyQuery, runSearched, unbounded } from '../transaction-history';

const page = { default: 200, largest: 1000 };

const fields = {
  account: required(account()),
  ...historyFields,
  ...filterFields,
  limit: uint32({ minimum: 1, description: `At most ${page.largest} are answered; ${page.default} by default.` }),
  tx_type: transactionType(),
};

type Request = Params<typeof fields>;

export const account_tx = defineMethod({
  summary: 'The transactions that affected an account.',
  weight: 3,
  example: { account: 'raktC7jy2Ugwhwg4qDexakpNNeqr79YEuL', tx_type: 'Payment', limit: 2 },
  errors: ['lgrNotFound', 'actMalformed', 'lgrIdxsInvalid', 'lgrIdxMalformed', 'invalidLgrRange'],
  fields,
  ownMembers: [...(Object.keys(filterFields) as (keyof typeof filterFields)[]), 'tx_type'],
  async run(params, context): Promise<JsonObject> {
    const searched = await ledgersSearched(params, context);
    const { account: id, limit, tx_type: type } = params;
    const found = await context.reader.accountTransactions({
      account: id,
      ...historyQuery(searched, params, Math.min(limit ?? page.default, page.largest)),
      ...(type !== undefined && { type }),
      ...filterOf(params),
    });
    const shown = { binary: params.binary, delegate: params.delegate?.role };
    return { account: encodeAccountId(id), limit, ...(await historyJson(searched, found, shown, context)) };
  },
});

/** @throws RpcError when the bounds are no range of visible ledgers. API version 1 brings them within it instead. */
async function ledgersSearched(params: Request, context: Context): Promise<{ first: number; last: number }> {
  const { apiVersion } = context;
  const { ledger_index_min: min = unbounded, ledger_index_max: max = unbounded } = params;
  const range = runSearched(context.range, min, max);
  const outside = (ledger: number): boolean => apiVersion > 1 && (ledger < range.first || ledger > range.last);
  if (min !== unbounded && outside(min)) throw new RpcError('lgrIdxMalformed', 'ledgerSeqMinOutOfRange');
  if (max !== unbounded && outside(max)) throw new RpcError('lgrIdxMalformed', 'ledgerSeqMaxOutOfRange');
  const first = Math.max(min, range.first);
  const last = max === unbounded ? range.last : Math.min(max, range.last);
  if (first > last) throw new RpcError(apiVersion > 1 ? 'invalidLgrRange' : 'lgrIdxsInvalid');
  if (params.ledger_hash === undefined && params.ledger_index === undefined) return { first, last };

  const bounded = params.ledger_index_min !== undefined || params.ledger_index_max !== undefined;
  if (bounded && apiVersion > 1) throw invalidParams('containsLedgerSpecifierAndRange');
  if (bounded) return { first, last };
  const { ledgerIndex } = await selectLedger(params, context);
  return { first: ledgerIndex, last: ledgerIndex };
}

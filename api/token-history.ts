import type { HistoryQuery, TransactionsPage } from '../store/read/reader';
import type { Context } from './context';
import type { Params } from './fields/field';
import { bool, uint32 } from './fields/scalars';
import type { JsonObject } from './json';
import { selectLedger } from './ledger-selection';
import { RpcError } from './rpc-error';
import { historyFields, historyJson, historyQuery, runSearched, unbounded } from './transaction-history';

/** What `nft_history` and `mptoken_issuance_history` share. */

const page = { default: 50, largest: 100 };

export const tokenHistoryFields = {
  ...historyFields,
  binary: bool({ description: 'Transactions and metadata as hexadecimal blobs.' }),
  forward: bool({ description: 'Oldest first.' }),
  limit: uint32({ minimum: 1, description: `At most ${page.largest} are answered; ${page.default} by default.` }),
};

type TokenHistoryParams = Params<typeof tokenHistoryFields>;

/** The members of the answer that show a page of what `read` finds. */
export async function tokenHistory(
  params: TokenHistoryParams,
  context: Context,
  read: (query: HistoryQuery) => Promise<TransactionsPage>,
): Promise<JsonObject> {
  const searched = await ledgersSearched(params, context);
  const limit = params.limit && Math.min(params.limit, page.largest);
  const query = historyQuery(searched, params, limit ?? page.default);
  // Going forward, a marker of these methods names the place to begin with, elsewhere the last one seen.
  const start = params.forward ? params.marker : query.start;
  const found = await read({ ...query, ...(start && { start }) });
  if (params.forward && found.last) found.last.index += 1;
  return { limit, ...(await historyJson(searched, found, { binary: params.binary, plain: true }, context)) };
}

/** @throws RpcError when the bounds are no range of visible ledgers. */
async function ledgersSearched(params: TokenHistoryParams, context: Context) {
  const { ledger_index_min: min = unbounded, ledger_index_max: max = unbounded } = params;
  const range = runSearched(context.range, min, max);
  const outside = (ledger: number): boolean => ledger < range.first || ledger > range.last;
  if (min !== unbounded && outside(min)) throw new RpcError('lgrIdxMalformed', 'ledgerSeqMinOutOfRange');
  if (max !== unbounded && outside(max)) throw new RpcError('lgrIdxMalformed', 'ledgerSeqMaxOutOfRange');
  const first = min === unbounded ? range.first : min;
  const last = max === unbounded ? range.last : max;
  if (first > last) throw new RpcError('lgrIdxsInvalid');
  if (params.ledger_hash === undefined && params.ledger_index === undefined) return { first, last };
  if (params.ledger_index_min !== undefined || params.ledger_index_max !== undefined) {
    throw new RpcError('invalidParams', 'containsLedgerSpecifierAndRange');
  }
  const { ledgerIndex } = await selectLedger(params, context);
  return { first: ledgerIndex, last: ledgerIndex };
}

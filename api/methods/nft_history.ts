import type { Context } from '../context';
import { required, type Params } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { bool, uint32 } from '../fields/scalars';
import { hex } from '../hex';
import type { JsonObject } from '../json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { RpcError } from '../rpc-error';
import { historyFields, historyJson, historyQuery } from '../transaction-history';

const page = { default: 50, largest: 100 };
/** In place of a bound: as far as there are ledgers. */
const unbounded = -1;

const fields = {
  nft_id: required(hash256({ description: 'The NFTokenID.' })),
  ...historyFields,
  binary: bool(),
  forward: bool({ description: 'Oldest first.' }),
  limit: uint32({ minimum: 1, description: `At most ${page.largest} are answered; ${page.default} by default.` }),
};

export const nft_history = defineMethod({
  summary: 'The transactions that touched an NFT: mint, burn, changes, offers and trades.',
  neverForwarded: true,
  fields,
  async run(params, context): Promise<JsonObject> {
    const searched = await ledgersSearched(params, context);
    const { nft_id: nft } = params;
    const limit = params.limit && Math.min(params.limit, page.largest);
    const query = historyQuery(searched, params, limit ?? page.default);
    // Going forward, a marker of this method names the place to begin with, elsewhere the last one seen.
    const start = params.forward ? params.marker : query.start;
    const found = await context.reader.nftTransactions(nft, { ...query, ...(start && { start }) });
    if (params.forward && found.last) found.last.index += 1;
    return {
      nft_id: hex(nft),
      limit,
      ...(await historyJson(searched, found, { binary: params.binary, plain: true }, context)),
    };
  },
});

/** @throws RpcError when the bounds are no range of visible ledgers. */
async function ledgersSearched(params: Params<typeof fields>, context: Context) {
  const { range } = context;
  const { ledger_index_min: min = unbounded, ledger_index_max: max = unbounded } = params;
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

import type { Place, StoredLedger, StoredTransaction } from '../../store/read/reader';
import { encodeAccountId } from '../../xrpl/base58';
import { toIso } from '../../xrpl/time';
import type { Context } from '../context';
import { account } from '../fields/account';
import { required, type Field, type Params } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { int32, looseBool, uint32 } from '../fields/scalars';
import { transactionType } from '../fields/transaction-type';
import { hex, hexJson } from '../hex';
import type { JsonObject } from '../json';
import { closeTimeOf } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { isObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';
import { metadataJson, transactionJson } from '../transaction-json';

const page = { default: 200, largest: 1000 };
/** In place of a bound: as far as there are ledgers. */
const unbounded = -1;

/** The last place that the answer before looked at. */
function marker(): Field<Place> {
  const number = required(uint32());
  return {
    schema: { type: 'object', description: 'Where to go on: as the answer before gave it.' },
    read(value, _name, apiVersion) {
      if (!isObject(value)) throw invalidParams('invalidMarker');
      const part = (name: string): number => {
        if (!Object.hasOwn(value, name)) throw number.missing!(name);
        return number.read(value[name], name, apiVersion);
      };
      return { ledgerIndex: part('ledger'), index: part('seq') };
    },
  };
}

const fields = {
  account: required(account()),
  ...ledgerFields,
  ledger_index_min: int32({ description: 'Oldest ledger to look at; -1 is the oldest there is.' }),
  ledger_index_max: int32({ description: 'Newest ledger to look at; -1 is the newest there is.' }),
  binary: looseBool(),
  forward: looseBool({ description: 'Oldest first.' }),
  limit: uint32({ minimum: 1, description: `At most ${page.largest} are answered; ${page.default} by default.` }),
  marker: marker(),
  tx_type: transactionType(),
};

type Request = Params<typeof fields>;

export const account_tx = defineMethod({
  summary: 'The transactions that affected an account.',
  fields,
  async run(params, context): Promise<JsonObject> {
    const { first, last } = await ledgersSearched(params, context);
    const { account: id, forward, binary, limit, tx_type: type, marker: from } = params;
    const found = await context.reader.accountTransactions({
      account: id,
      from: first,
      to: last,
      forward,
      limit: Math.min(limit ?? page.default, page.largest),
      ...(from && { start: forward ? after(from) : before(from) }),
      ...(type !== undefined && { type }),
    });
    const ledgers = await ledgersOf(found.transactions, context);
    const transactions = found.transactions.map((each) => {
      const ledger = ledgers.get(each.ledgerIndex)!;
      return binary ? asBinary(each, context) : asJson(each, ledger, context);
    });
    return {
      account: encodeAccountId(id),
      ledger_index_min: first,
      ledger_index_max: last,
      limit,
      marker: found.last && { ledger: found.last.ledgerIndex, seq: found.last.index },
      transactions,
      validated: true,
    };
  },
});

/** @throws RpcError when the bounds are no range of visible ledgers. API version 1 brings them within it instead. */
async function ledgersSearched(params: Request, context: Context): Promise<{ first: number; last: number }> {
  const { range, apiVersion } = context;
  const { ledger_index_min: min = unbounded, ledger_index_max: max = unbounded } = params;
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

function after({ ledgerIndex, index }: Place): Place {
  return index < 0xffff ? { ledgerIndex, index: index + 1 } : { ledgerIndex: ledgerIndex + 1, index: 0 };
}

function before({ ledgerIndex, index }: Place): Place {
  return index > 0 ? { ledgerIndex, index: index - 1 } : { ledgerIndex: Math.max(ledgerIndex - 1, 0), index: 0xffff };
}

async function ledgersOf(found: readonly StoredTransaction[], { reader }: Context): Promise<Map<number, StoredLedger>> {
  const indexes = [...new Set(found.map(({ ledgerIndex }) => ledgerIndex))];
  const ledgers = await Promise.all(indexes.map((index) => reader.ledger(index)));
  return new Map(ledgers.map((ledger, i) => [indexes[i]!, ledger!]));
}

function asBinary({ ledgerIndex, transaction, metadata }: StoredTransaction, { apiVersion }: Context): JsonObject {
  const meta = apiVersion > 1 ? 'meta_blob' : 'meta';
  return { ledger_index: ledgerIndex, [meta]: hexJson(metadata), tx_blob: hexJson(transaction), validated: true };
}

function asJson(found: StoredTransaction, ledger: StoredLedger, { apiVersion }: Context): JsonObject {
  const date = closeTimeOf(ledger);
  const meta = metadataJson(found, date, true);
  const { ledgerIndex: ledger_index } = found;
  const hash = hex(found.id);
  if (apiVersion < 2) {
    const tx = transactionJson(found, apiVersion, { date, hash, inLedger: ledger_index, ledger_index });
    return { meta, tx, validated: true };
  }
  return {
    close_time_iso: toIso(date),
    hash,
    ledger_hash: hex(ledger.hash),
    ledger_index,
    meta,
    tx_json: transactionJson(found, apiVersion, { date, ledger_index }),
    validated: true,
  };
}

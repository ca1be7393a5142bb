import { beyond } from '../store/read/history-rows';
import type {
  HistoryQuery,
  LedgerRange,
  Place,
  StoredLedger,
  StoredTransaction,
  TransactionsPage,
  VisibleRange,
} from '../store/read/reader';
import { encodeAccountId } from '../xrpl/base58';
import { findField } from '../xrpl/codec/walk';
import { toIso } from '../xrpl/time';
import type { Context } from './context';
import { required, type Field, type Params } from './fields/field';
import { ledgerFields } from './fields/ledger';
import { int32, looseBool, uint32 } from './fields/scalars';
import { hex, hexJson } from './hex';
import type { JsonObject } from './json';
import { closeTimeOf } from './ledger-json';
import { isObject } from './parse-json';
import { invalidParams } from './rpc-error';
import { metadataJson, transactionJson } from './transaction-json';

/** What `account_tx` and `nft_history` share: which part of a history is asked for, and how it is shown. */

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

/** Members of a request for part of a history; `limit` differs by method. */
export const historyFields = {
  ...ledgerFields,
  ledger_index_min: int32({ description: 'Oldest ledger to look at; -1 is the oldest there is.' }),
  ledger_index_max: int32({ description: 'Newest ledger to look at; -1 is the newest there is.' }),
  binary: looseBool({ description: 'Transactions and metadata as hexadecimal blobs.' }),
  forward: looseBool({ description: 'Oldest first.' }),
  marker: marker(),
};

/** In place of a bound: as far as there are ledgers. */
export const unbounded = -1;

/** The run of visible ledgers that is searched: the newest that has any of those asked for. */
export function runSearched(visible: VisibleRange, min: number, max: number): LedgerRange {
  const hasAny = ({ first, last }: LedgerRange): boolean => min <= last && (max === unbounded || max >= first);
  return hasAny(visible) ? visible : (visible.earlier?.findLast(hasAny) ?? visible);
}

interface Bounds {
  readonly first: number;
  readonly last: number;
}

/** @param limit how many transactions to look at */
export function historyQuery(
  { first, last }: Bounds,
  { forward, marker: from }: Params<typeof historyFields>,
  limit: number,
): HistoryQuery {
  return { from: first, to: last, forward, limit, ...(from && { start: beyond(from, forward) }) };
}

interface Shown {
  binary: boolean;
  plain?: boolean;
  delegate?: 'actor' | 'authorizer' | undefined;
}

/**
 * The members of an answer that show a page.
 * @param plain as `nft_history` shows transactions: without NFT ids in metadata and `inLedger`, binary with `date`
 * @param delegate beside each transaction, unless it is binary, who signed it or who had it signed
 */
export async function historyJson(
  { first, last }: Bounds,
  found: TransactionsPage,
  { binary, plain = false, delegate }: Shown,
  context: Context,
): Promise<JsonObject> {
  const ledgers = await ledgersOf(found.transactions, context);
  const transactions = found.transactions.map((each) => {
    const ledger = ledgers.get(each.ledgerIndex)!;
    if (binary) return asBinary(each, ledger, plain, context);
    const beside = delegate && { [delegate]: counterpart(each, delegate) };
    return { ...asJson(each, ledger, plain, context), ...beside };
  });
  return {
    ledger_index_min: first,
    ledger_index_max: last,
    marker: found.last && { ledger: found.last.ledgerIndex, seq: found.last.index },
    transactions,
    validated: true,
  };
}

function counterpart({ transaction }: StoredTransaction, role: 'actor' | 'authorizer'): string {
  const { start, end } = findField(transaction, role === 'actor' ? 'Delegate' : 'Account')!;
  return encodeAccountId(transaction.subarray(start, end));
}

async function ledgersOf(found: readonly StoredTransaction[], { reader }: Context): Promise<Map<number, StoredLedger>> {
  const indexes = [...new Set(found.map(({ ledgerIndex }) => ledgerIndex))];
  const ledgers = await Promise.all(indexes.map((index) => reader.ledger(index)));
  return new Map(ledgers.map((ledger, i) => [indexes[i]!, ledger!]));
}

function asBinary(found: StoredTransaction, ledger: StoredLedger, plain: boolean, { apiVersion }: Context): JsonObject {
  const { ledgerIndex, transaction, metadata } = found;
  const meta = apiVersion > 1 ? 'meta_blob' : 'meta';
  return {
    ledger_index: ledgerIndex,
    [meta]: hexJson(metadata),
    tx_blob: hexJson(transaction),
    date: plain ? closeTimeOf(ledger) : undefined,
    validated: true,
  };
}

function asJson(found: StoredTransaction, ledger: StoredLedger, plain: boolean, { apiVersion }: Context): JsonObject {
  const date = closeTimeOf(ledger);
  const meta = metadataJson(found, date, !plain);
  const { ledgerIndex: ledger_index } = found;
  const hash = hex(found.id);
  if (apiVersion < 2) {
    const tx = transactionJson(found, apiVersion, {
      date,
      hash,
      ...(!plain && { inLedger: ledger_index }),
      ledger_index,
    });
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

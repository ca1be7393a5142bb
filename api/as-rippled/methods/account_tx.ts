import { beyond } from '../../../store/read/history-rows';
import type { TransactionsPage } from '../../../store/read/reader';
import { runOf } from '../../../store/read/visible-ledgers';
import type { Context } from '../../context';
import { readParams } from '../../fields/field';
import { filterFields, filterOf } from '../../fields/history-filter';
import { isObject, type RequestObject } from '../../parse-json';
import { invalidParams, RpcError } from '../../rpc-error';
import { historyJson } from '../../transaction-history';
import { selectLedger } from '../../ledger-selection';
import type { Handler } from '../handler';
import { addressOf, asInt32, asUint32, hash256Of, invalidField, missingField, strictBool } from '../request';

const largest = { json: 200, binary: 500 };

interface Range {
  readonly first: number;
  readonly last: number;
}

/** rippled's markers name the transaction that comes next; ours the last one looked at. */
export const account_tx: Handler = async (request, context) => {
  const { apiVersion } = context;
  if (!Object.hasOwn(request, 'account')) throw missingField('account');
  const [binary, forward] = ['binary', 'forward'].map((name) => strictBool(request, name, apiVersion)) as [
    boolean,
    boolean,
  ];
  const asked = asUint32(request['limit']);
  const { account: text } = request;
  if (typeof text !== 'string') throw invalidField('account');
  const account = addressOf(text, () => new RpcError('actMalformed'));
  const range = rangeAskedFor(request, apiVersion);
  const marker = markerOf(request);
  const searched = await ledgersSearched(range, context);
  const most = binary ? largest.binary : largest.json;
  const limit = asked === 0 || asked > most ? most : asked;
  const bounds = { from: searched.first, to: searched.last, forward };
  const wanted = readParams(filterFields, request, apiVersion);
  const filtered = filterOf(wanted);
  // One more than asked for is where the next page begins.
  const found = await context.reader.accountTransactions({
    account,
    ...bounds,
    limit: limit + 1,
    ...(marker && { start: marker }),
    ...filtered,
  });
  const [first] = found.transactions;
  // A marker that names no transaction of the account is never come to. Where some are left out it may name such a one.
  const isMet =
    !marker || filtered.filter || (first?.ledgerIndex === marker.ledgerIndex && first.index === marker.index);
  const page = isMet ? pageOf(found, limit, forward) : { transactions: [] };
  const shown = { binary, delegate: wanted.delegate?.role };
  return { account: text, limit: asked, ...(await historyJson(searched, page, shown, context)) };
};

/** Where a filter finds little, a search ends before there are as many as asked for. */
function pageOf({ transactions, last }: TransactionsPage, limit: number, forward: boolean): TransactionsPage {
  const next = transactions[limit] ?? (last && beyond(last, forward));
  return { transactions: transactions.slice(0, limit), ...(next && { last: next }) };
}

type Asked =
  | { readonly min: number; readonly max: number }
  | { readonly hash: Buffer }
  | { readonly index: number | 'validated' }
  | undefined;

function rangeAskedFor(request: RequestObject, apiVersion: number): Asked {
  const has = (name: string): boolean => Object.hasOwn(request, name);
  if (has('ledger_index_min') || has('ledger_index_max')) {
    if (apiVersion > 1 && (has('ledger_hash') || has('ledger_index'))) throw invalidParams('invalidParams');
    const bound = (name: string, none: number): number => {
      const value = has(name) ? asInt32(request[name]) : -1;
      return value < 0 ? none : value;
    };
    return { min: bound('ledger_index_min', 0), max: bound('ledger_index_max', Infinity) };
  }
  if (has('ledger_hash')) {
    const value = request['ledger_hash'];
    if (typeof value !== 'string') throw invalidParams('ledgerHashNotString');
    const hash = hash256Of(value);
    if (!hash) throw invalidParams('ledgerHashMalformed');
    return { hash };
  }
  if (!has('ledger_index')) return undefined;
  const value = request['ledger_index'];
  if (typeof value === 'number' || typeof value === 'boolean') return { index: asUint32(value) };
  if (value === '' || value === null) throw new RpcError('lgrNotValidated');
  if (value === 'validated') return { index: value };
  throw invalidParams('ledger_index string malformed');
}

async function ledgersSearched(asked: Asked, context: Context): Promise<Range> {
  const { range, apiVersion } = context;
  if (!asked) return range;
  if ('min' in asked) {
    const { min, max } = asked;
    const outside = (max > range.last && max !== Infinity) || (min < range.first && min !== 0);
    if (apiVersion > 1 && outside) throw new RpcError('lgrIdxMalformed');
    const searched = { first: Math.max(min, range.first), last: Math.min(max, range.last) };
    if (searched.first > searched.last) throw new RpcError(apiVersion > 1 ? 'invalidLgrRange' : 'lgrIdxsInvalid');
    return searched;
  }
  const selection =
    'hash' in asked
      ? { ledger_hash: asked.hash, ledger_index: undefined }
      : { ledger_hash: undefined, ledger_index: asked.index };
  // The open ledger, which is the next one, is known but not validated.
  if (selection.ledger_index === range.last + 1) throw new RpcError('lgrNotValidated');
  const { ledgerIndex } = await selectLedger(selection, context);
  if (!runOf(range, ledgerIndex)) throw new RpcError('lgrNotValidated');
  return { first: ledgerIndex, last: ledgerIndex };
}

function markerOf(request: RequestObject): { ledgerIndex: number; index: number } | undefined {
  if (!Object.hasOwn(request, 'marker')) return undefined;
  const { marker } = request;
  const part = (name: string): number => {
    const value = isObject(marker) ? marker[name] : undefined;
    if (value === undefined) throw malformedMarker();
    try {
      return asUint32(value);
    } catch {
      throw malformedMarker();
    }
  };
  return { ledgerIndex: part('ledger'), index: part('seq') };
}

const malformedMarker = (): RpcError =>
  invalidParams('invalid marker. Provide ledger index via ledger field, and transaction sequence number via seq field');

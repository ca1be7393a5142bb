import type { StoredLedger } from '../../store/read/reader';
import type { Context } from '../context';
import type { JsonObject } from '../json';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import type { RequestObject } from '../parse-json';
import { invalidParams } from '../rpc-error';
import { asText, isGiven } from './request';

export interface FoundLedger {
  readonly ledger: StoredLedger;
  /** What every answer about it has, errors too. */
  readonly about: JsonObject;
  /** The members that select it, for methods that select it once more. */
  readonly selection: { readonly ledger_hash: undefined; readonly ledger_index: number };
}

const hashForm = /^[0-9A-Fa-f]{64}$/;
const mostUint32 = 0xffffffff;

/**
 * The ledger that a request is about, as rippled reads its three members: the old `ledger` stands for a hash or an
 * index, and what is as good as nothing counts as not given. None means the newest validated one here, for the
 * current one is a node's to answer for.
 * @throws RpcError invalidParams, lgrNotFound
 */
export async function lookUpLedger(request: RequestObject, context: Context): Promise<FoundLedger> {
  const ledger = await selectLedger(selectionOf(request), context);
  return {
    ledger,
    about: answeredFrom(ledger),
    selection: { ledger_hash: undefined, ledger_index: ledger.ledgerIndex },
  };
}

function selectionOf(request: RequestObject): { ledger_hash: Buffer | undefined; ledger_index: number | undefined } {
  let { ledger_hash: hash, ledger_index: index } = request;
  const { ledger: either } = request;
  if (isGiven(either)) {
    if (asText(either).length > 12) hash = either;
    else index = either;
  }
  if (isGiven(hash)) {
    if (typeof hash !== 'string') throw invalidParams('ledgerHashNotString');
    if (!hashForm.test(hash)) throw invalidParams('ledgerHashMalformed');
    return { ledger_hash: Buffer.from(hash, 'hex'), ledger_index: undefined };
  }
  const text = asText(index);
  if (text === '' || text === 'validated') return { ledger_hash: undefined, ledger_index: undefined };
  if (!/^\d+$/.test(text) || Number(text) > mostUint32) throw invalidParams('ledgerIndexMalformed');
  return { ledger_hash: undefined, ledger_index: Number(text) };
}

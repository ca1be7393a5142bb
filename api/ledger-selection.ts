import type { StoredLedger } from '../store/read/reader';
import { runOf } from '../store/read/visible-ledgers';
import type { Context } from './context';
import type { LedgerSelection } from './fields/ledger';
import { RpcError } from './rpc-error';

/** @throws RpcError lgrNotFound when no visible ledger is the one selected. */
export async function selectLedger(selection: LedgerSelection, context: Context): Promise<StoredLedger> {
  const index = await indexOf(selection, context);
  if (index !== undefined && runOf(context.range, index)) {
    if (index === context.newest.ledgerIndex) return context.newest;
    const ledger = await context.reader.ledger(index);
    if (ledger) return ledger;
  }
  throw new RpcError('lgrNotFound', 'ledgerNotFound');
}

async function indexOf(selection: LedgerSelection, context: Context): Promise<number | undefined> {
  const { ledger_hash: hash, ledger_index: index } = selection;
  if (hash) return context.reader.ledgerIndexOfHash(hash);
  return index === undefined || index === 'validated' ? context.range.last : index;
}

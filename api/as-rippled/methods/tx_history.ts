import type { Context } from '../../context';
import { hex } from '../../hex';
import { invalidParams, RpcError } from '../../rpc-error';
import { transactionJson } from '../../transaction-json';
import type { Handler } from '../handler';
import { asUint32 } from '../request';

const pageSize = 20;
/** Transactions before those answered; beyond is for administrators alone. */
const furthest = 10_000;
/** Ledgers of which the transactions are read at once, and in all: of empty ones there may be any number. */
const [atOnce, mostLedgers] = [16, 4096];

/** The newest transactions of all, the newest first. API version 2 has it no more. */
export const tx_history: Handler = async (request, context) => {
  if (context.apiVersion > 1) throw new RpcError('unknownCmd');
  if (!Object.hasOwn(request, 'start')) throw invalidParams();
  const start = asUint32(request['start']);
  if (start > furthest && !context.isAdmin) throw new RpcError('noPermission');
  const found = await newestTransactions(start, context);
  const txs = found.map((each) =>
    transactionJson(each, context.apiVersion, {
      hash: hex(each.id),
      inLedger: each.ledgerIndex,
      ledger_index: each.ledgerIndex,
    }),
  );
  return { index: start, txs };
};

async function newestTransactions(start: number, { reader, range: { first, last } }: Context) {
  const lowest = Math.max(first, last - mostLedgers + 1);
  const found = [];
  let passed = 0;
  for (let top = last; top >= lowest && found.length < pageSize; top -= atOnce) {
    const indexes = Array.from({ length: Math.min(atOnce, top - lowest + 1) }, (_, i) => top - i);
    for (const transactions of await Promise.all(indexes.map((index) => reader.transactions(index)))) {
      found.push(...transactions.reverse().slice(Math.max(start - passed, 0)));
      passed += transactions.length;
    }
  }
  return found.slice(0, pageSize);
}

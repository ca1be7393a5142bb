import { changesOf } from '../explain/changes';
import { approximate } from '../format/decimal';
import { xrpOf } from '../format/amount';
import type { Transaction } from '../node/answers';

/** An account's XRP after a transaction. */
export interface BalancePoint {
  /** Seconds since 1970. */
  readonly time: number;
  readonly xrp: number;
}

/**
 * Its balance after each of an account's transactions that changed it, oldest first, from their metadata.
 * @param transactions newest first, as account_tx has them
 */
export function balanceHistory(account: string, transactions: readonly Transaction[]): BalancePoint[] {
  const points: BalancePoint[] = [];
  for (const { meta, close_time_iso } of [...transactions].reverse()) {
    const root = changesOf(meta).find(({ type, fields }) => type === 'AccountRoot' && fields['Account'] === account);
    const balance = root?.fields['Balance'];
    if (typeof balance !== 'string') continue;
    const point = {
      time: Date.parse(close_time_iso) / 1000,
      xrp: root?.kind === 'deleted' ? 0 : approximate(xrpOf(balance)),
    };
    // Of several in one ledger the last counts: a plot has one value for one time.
    if (points.at(-1)?.time === point.time) points.pop();
    points.push(point);
  }
  return points;
}

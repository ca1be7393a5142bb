import { decodeAccountId } from '../../xrpl/base58';
import { isObject } from '../parse-json';
import { invalidParams } from '../rpc-error';
import type { Field } from './field';

export interface HistorySubscription {
  /** AccountID, 20 bytes. */
  readonly account: Buffer;
  /** When unsubscribing: what is yet to come goes on. */
  readonly historyOnly: boolean;
}

/** As rippled reads it; Clio has no such stream. */
export function accountHistory(description: string): Field<HistorySubscription> {
  return {
    schema: { type: 'object', description },
    read(value) {
      if (!isObject(value)) throw invalidParams();
      const { account: address, stop_history_tx_only: historyOnly = false } = value;
      const account = typeof address === 'string' ? decodeAccountId(address) : undefined;
      if (!account || typeof historyOnly !== 'boolean') throw invalidParams();
      return { account, historyOnly };
    },
  };
}

import { useEffect, useState } from 'preact/hooks';
import type { Transaction } from '../node/answers';
import { ask } from '../node/ask';

const pageSize = 400;
const pages = 3;

interface History {
  transactions?: Transaction[];
  /** Whether there are none before these. */
  all: boolean;
  error?: Error;
}

/** An account's newest transactions, newest first, enough for a plot. */
export function useHistory(account: string): History {
  const [history, setHistory] = useState<History>({ all: false });
  useEffect(() => {
    let current = true;
    setHistory({ all: false });
    const read = async (): Promise<void> => {
      const transactions: Transaction[] = [];
      let marker: unknown;
      for (let page = 0; page < pages && current; page += 1) {
        const params = { account, limit: pageSize, ...(marker !== undefined && { marker }) };
        const answer = await ask<{ transactions: Transaction[]; marker?: unknown }>('account_tx', params);
        transactions.push(...answer.transactions);
        marker = answer.marker;
        if (marker === undefined) break;
      }
      if (current) setHistory({ transactions, all: marker === undefined });
    };
    read().catch((error: Error) => current && setHistory({ all: false, error }));
    return () => {
      current = false;
    };
  }, [account]);
  return history;
}

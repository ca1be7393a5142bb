import type { EventLog } from '../log/port';
import { currentGenerations, tableOf } from '../store/generations';
import type { TableStore, Write } from '../store/port';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { Written } from './runner-options';
import type { View } from './view';

/** Rows written together, at most; one segment may have more. */
const mostRows = 20_000;

export interface ReplayOptions {
  log: EventLog;
  store: TableStore;
  views: readonly View[];
  from: number;
  to: number;
  signal: AbortSignal;
  onWritten: (written: Written) => void;
}

/**
 * Writes the rows of some ledgers again, into the tables that answer now, while everything else goes on: rows are keyed by
 * what they are, so those that are there stay as they are and those that were lost come back.
 */
export async function replay({ log, store, views, from, to, signal, onWritten }: ReplayOptions): Promise<void> {
  const generations = await currentGenerations(store);
  let rows: Write[] = [];
  let ledgers = 0;
  let transactions = 0;
  const write = async (ledgerIndex: number): Promise<void> => {
    await store.write(rows);
    onWritten({ ledgerIndex, ledgers, transactions, rows: rows.length });
    rows = [];
    ledgers = transactions = 0;
  };
  let last: LedgerDiff | undefined;
  for await (const segment of log.read({ from, to, signal })) {
    for (const view of views) {
      const generation = generations[view.name];
      for (const row of view.rows(segment)) rows.push({ ...row, table: tableOf(row.table, generation) });
    }
    transactions += segment.transactions.length;
    if (segment.last) ledgers++;
    last = segment;
    if (rows.length >= mostRows) await write(segment.ledgerIndex);
  }
  if (last && rows.length > 0) await write(last.ledgerIndex);
}

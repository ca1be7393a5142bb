import { partitionProgress } from '../schemas/tables/bookkeeping';
import type { RowOf } from '../schemas/table';
import type { TableStore } from '../store/port';
import type { Range } from './instance';
import type { View } from './view';

export type PartitionProgress = RowOf<typeof partitionProgress>;

/**
 * The ledgers that a view holds without a gap, put together from what it holds of each partition; ledger L lies in
 * partition L modulo their number.
 *
 * @param rows one for each partition that has any ledger
 * @param origin the first ledger of the log
 */
export function rangeOf(
  rows: readonly PartitionProgress[],
  partitions: number,
  origin: number,
  beginsWith: View['beginsWith'],
): Range | undefined {
  const byPartition = new Map(rows.map((row) => [row.partition, row]));
  let missing = Infinity;
  for (let ledger = origin; ledger < origin + partitions; ledger++) {
    const row = byPartition.get(ledger % partitions);
    missing = Math.min(missing, row?.first === ledger ? row.last + partitions : ledger);
  }
  const last = missing - 1;
  const states = rows.map(({ state }) => state).filter((state) => state > 0 && state <= last);
  const state = Math.max(0, ...states);
  // The first ledger of a log may be a whole state alone, without transactions.
  const first = beginsWith === 'state' ? state : states.includes(origin) ? origin + 1 : origin;
  return first > 0 && first <= last ? { first, last } : undefined;
}

/** The same as the tables say it now of one generation of a view. */
export async function rangeHeld(
  store: TableStore,
  { name: view, beginsWith }: Pick<View, 'name' | 'beginsWith'>,
  generation: number,
  partitions: number,
  origin: number,
): Promise<Range | undefined> {
  const rows = await store.range(partitionProgress, { view }, { from: { generation }, to: { generation } });
  return rangeOf(rows, partitions, origin, beginsWith);
}

import { eraOf } from '../../schemas/tables/account-transactions';
import type { HistoryQuery, Place } from './reader';

interface Bounds {
  from: { ledger: number; index?: number };
  to: { ledger: number; index?: number };
  reverse: boolean;
}

interface EraBounds {
  from: { era: number };
  to: { era: number };
  reverse: boolean;
}

/** The last place of a ledger that a row has room for; far more than a ledger has transactions. */
const lastIndex = 0xffff;

/** The rows, by ledger and index, that a query means; `undefined` when it can mean none. */
export function historyBounds({ from, to, forward, start }: HistoryQuery): Bounds | undefined {
  // Where to start is what a client says.
  const begin = start && { ledger: start.ledgerIndex, index: Math.min(start.index, lastIndex) };
  const first = forward && begin ? begin : { ledger: from };
  const last = !forward && begin ? begin : { ledger: to };
  return first.ledger > last.ledger ? undefined : { from: first, to: last, reverse: !forward };
}

/** The place that comes next to this one, whether or not there is a transaction. */
export function beyond({ ledgerIndex, index }: Place, forward: boolean): Place {
  if (forward)
    return index < lastIndex ? { ledgerIndex, index: index + 1 } : { ledgerIndex: ledgerIndex + 1, index: 0 };
  return index > 0
    ? { ledgerIndex, index: index - 1 }
    : { ledgerIndex: Math.max(ledgerIndex - 1, 0), index: lastIndex };
}

/**
 * The rows of a history that is kept in eras, so that none of its partitions grows for ever.
 * @param eras reads the eras in which there are rows at all
 * @param rows reads the rows of one era
 */
export async function rowsInEras<Row>(
  query: HistoryQuery,
  eras: (options: EraBounds) => Promise<readonly { era: number }[]>,
  rows: (era: number, options: Bounds & { limit: number }) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const bounds = historyBounds(query);
  if (!bounds) return [];
  const { from, to, reverse } = bounds;
  const found: Row[] = [];
  for (const { era } of await eras({ from: { era: eraOf(from.ledger) }, to: { era: eraOf(to.ledger) }, reverse })) {
    found.push(...(await rows(era, { ...bounds, limit: query.limit - found.length })));
    if (found.length === query.limit) break;
  }
  return found;
}

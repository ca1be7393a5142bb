import type { History, StretchBounds } from '../log/stretch';
import type { Reader } from '../store/read/reader';
import { runOf } from '../store/read/visible-ledgers';
import { parseHeader } from '../xrpl/header';

/**
 * Whether a stretch, all of which is in the tables, can be shown. The chain is known from its newest end: a stretch that
 * goes up to another waits for that one, and fits if its last ledger is the parent of the next. One with a gap above it is
 * believed as the first ledger at the tip was.
 */
export async function standingOf(
  { base, last }: StretchBounds,
  history: History,
  reader: Reader,
): Promise<'fits' | 'waits' | 'differs'> {
  const visible = await reader.visibleRange();
  if (!visible) return 'waits';
  const isVisible = (ledgerIndex: number): boolean => runOf(visible, ledgerIndex) !== undefined;
  if (isVisible(last + 1)) {
    if (!(await follows(last + 1, reader))) return 'differs';
  } else if ((await history.stretches()).some((other) => other.base === last)) return 'waits';
  return !isVisible(base) || (await follows(base + 1, reader)) ? 'fits' : 'differs';
}

/** Whether the parent of a ledger is the one before it. */
async function follows(ledgerIndex: number, reader: Reader): Promise<boolean> {
  const [parent, ledger] = await Promise.all([reader.ledger(ledgerIndex - 1), reader.ledger(ledgerIndex)]);
  if (!parent || !ledger) throw new Error(`ledger ${parent ? ledgerIndex : ledgerIndex - 1} is not in the tables`);
  return parseHeader(ledger.header).parentHash.equals(parent.hash);
}

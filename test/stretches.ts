import type { EventLog } from '../log/port';
import type { History, StretchBounds } from '../log/stretch';
import type { LedgerDiff, ObjectRecord } from '../xrpl/ledger-diff';

const entriesPerSegment = 1000;

/**
 * Recorded ledgers as a stretch of the log has them: the whole state of ledger `base`, then what the ledgers up to `last`
 * changed.
 * @param ledgers the first with its whole state
 */
export function stretchOf(ledgers: readonly LedgerDiff[][], { base, last }: StretchBounds): LedgerDiff[][] {
  const state = new Map<string, ObjectRecord>();
  for (const { objects } of ledgers.flat().filter(({ ledgerIndex }) => ledgerIndex <= base)) {
    for (const { key, blob } of objects) {
      const name = key.toString('hex');
      if (blob) state.set(name, { key, change: 'created', blob });
      else state.delete(name);
    }
  }
  const objects = [...state].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  const { hash, header } = ledgers.find(([segment]) => segment!.ledgerIndex === base)![0]!;
  const segments: LedgerDiff[] = [];
  for (let firstObject = 0; firstObject < objects.length; firstObject += entriesPerSegment) {
    segments.push({
      ledgerIndex: base,
      kind: 'state',
      hash,
      header,
      segment: segments.length,
      last: firstObject + entriesPerSegment >= objects.length,
      firstTransaction: 0,
      transactions: [],
      firstObject,
      objects: objects.slice(firstObject, firstObject + entriesPerSegment),
    });
  }
  return [
    segments,
    ...ledgers.filter(([{ ledgerIndex } = { ledgerIndex: 0 }]) => ledgerIndex > base && ledgerIndex <= last),
  ];
}

export async function append(log: EventLog, ledgers: readonly LedgerDiff[][]): Promise<void> {
  const writer = await log.writer();
  for (const segments of ledgers) await writer.append(segments);
  await writer.flush();
  await writer.close();
}

/** A stretch of recorded ledgers, whole or up to ledger `upTo` so far. */
export async function addStretch(
  history: History,
  ledgers: readonly LedgerDiff[][],
  bounds: StretchBounds,
  upTo = bounds.last,
): Promise<void> {
  const { log } = await history.begin(bounds);
  const there = (await log.end())?.ledgerIndex ?? 0;
  await append(
    log,
    stretchOf(ledgers, { base: bounds.base, last: upTo }).filter(([segment]) => segment!.ledgerIndex > there),
  );
}

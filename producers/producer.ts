import type { EventLog } from '../log/port';
import type { Source } from './source';
import { StateCheck, type StateCheckOptions, type StateVerdict } from './state-check';
import { verifyLedger, type Previous } from './verify';

export interface Published {
  ledgerIndex: number;
  transactions: number;
  state: StateVerdict;
}

export interface ProducerOptions {
  source: Source;
  log: EventLog;
  stateCheck?: StateCheckOptions;
  onPublished?: (published: Published) => void;
}

/**
 * Pulls ledgers from the source, verifies each and appends it to the log, continuing where the log ends. What
 * can't be verified is refused and ends the run; what was published before it stays.
 *
 * @returns the last ledger in the log
 * @throws LedgerError naming ledger and source
 */
export async function produce(options: ProducerOptions, signal?: AbortSignal): Promise<number | undefined> {
  const { source, log, onPublished, stateCheck } = options;
  const writer = await log.writer();
  let state: StateCheck | undefined;
  try {
    let previous: Previous | undefined = await log.end();
    state = await StateCheck.open(log, stateCheck);
    const from = previous && previous.ledgerIndex + 1;
    for await (const segments of source.ledgers(from)) {
      if (signal?.aborted) break;
      verifyLedger(segments, previous, source.name);
      const verdict = await state.verify(segments, source.name);
      await writer.append(segments);
      const { ledgerIndex, hash } = segments[0]!;
      previous = { ledgerIndex, hash };
      await state.published(previous, () => writer.flush());
      onPublished?.({
        ledgerIndex,
        transactions: segments.reduce((sum, { transactions }) => sum + transactions.length, 0),
        state: verdict,
      });
    }
    await writer.flush();
    await state.close(previous);
    return previous?.ledgerIndex;
  } finally {
    await state?.close().catch(() => undefined); // the error that ended it is the one to tell
    await writer.close();
  }
}

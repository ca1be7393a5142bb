import type { EventLog } from '../log/port';
import type { Source } from './source';
import { StateCheck } from './state-check';
import { verifyLedger, type Previous } from './verify';

export interface Published {
  ledgerIndex: number;
  transactions: number;
}

export interface ProducerOptions {
  source: Source;
  log: EventLog;
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
  const { source, log, onPublished } = options;
  const writer = await log.writer();
  try {
    let previous: Previous | undefined = await log.end();
    const state = await StateCheck.at(log);
    const from = previous && previous.ledgerIndex + 1;
    for await (const segments of source.ledgers(from)) {
      if (signal?.aborted) break;
      verifyLedger(segments, previous, source.name);
      state.verify(segments, source.name);
      await writer.append(segments);
      const { ledgerIndex, hash } = segments[0]!;
      previous = { ledgerIndex, hash };
      onPublished?.({
        ledgerIndex,
        transactions: segments.reduce((sum, { transactions }) => sum + transactions.length, 0),
      });
    }
    await writer.flush();
    return previous?.ledgerIndex;
  } finally {
    await writer.close();
  }
}

import type { EventLog } from '../log/port';
import { tracingClock, type Tracer } from '../kit/tracer';
import { closeTimeIn } from '../xrpl/header';
import { LedgerError, transactionsIn, type LedgerDiff } from '../xrpl/ledger-diff';
import { toUnixTime } from '../xrpl/time';
import { tracedLedger } from '../xrpl/traced-ledger';
import type { Source } from './source';
import { StateCheck, type Checked, type StateCheckOptions, type StateVerdict } from './state-check';
import { verifyHash, verifyLedger, type Previous } from './verify';

export interface Published {
  ledgerIndex: number;
  /** 64 hexadecimal digits. */
  hash: string;
  /** Milliseconds since the epoch. */
  closedAt: number;
  transactions: number;
  /** Whether it is the whole state that a log begins with, and no ledger's changes. */
  isState: boolean;
  state: StateVerdict;
}

export interface ProducerOptions {
  source: Source;
  log: EventLog;
  stateCheck?: StateCheckOptions;
  /** The last ledger wanted; without it, all that the source has. */
  to?: number;
  /** The hash that a ledger must have, where something else than its source says so: 32 bytes. */
  hashOf?: (ledgerIndex: number) => Promise<Buffer | undefined>;
  onPublished?: (published: Published) => void;
  tracer?: Tracer;
  /** Told of each ledger that fails verification. */
  onRefused?: (error: LedgerError) => void;
}

/**
 * Pulls ledgers from the source, verifies each and appends it to the log, continuing where the log ends. What
 * can't be verified is refused: a source that can gives it once more, else that ends the run. What was published before
 * it stays.
 *
 * @returns the last ledger in the log
 * @throws LedgerError naming ledger and source
 */
export async function produce(options: ProducerOptions, signal?: AbortSignal): Promise<number | undefined> {
  const { source, log, onPublished, stateCheck, tracer, to = Infinity } = options;
  // Read once: whoever published before may not have heard yet, and everything must go on from the same ledger.
  let previous: Previous | undefined = await log.end();
  const writer = await log.writer(previous);
  let state: StateCheck | undefined;
  try {
    if (previous && previous.ledgerIndex >= to) return previous.ledgerIndex;
    state = await StateCheck.open(log, stateCheck, previous?.ledgerIndex ?? 0);
    const from = previous && previous.ledgerIndex + 1;
    for await (const given of source.ledgers(from, signal)) {
      if (signal?.aborted) break;
      const givenAt = tracer ? tracingClock() : 0;
      const checked = await verified(given, previous, state, options);
      if (!checked) continue;
      const { segments, verdict } = checked;
      const verifiedAt = tracer ? tracingClock() : 0;
      await writer.append(segments);
      const [first] = segments;
      const { ledgerIndex, hash, header, kind } = first!;
      if (tracer && kind === 'diff') {
        const ledger = tracedLedger(first!);
        tracer.step(ledger, 'fetch', Math.min(ledger.closedAt, givenAt), givenAt, { source: source.name });
        tracer.step(ledger, 'verify', givenAt, verifiedAt, { state: verdict });
        tracer.step(ledger, 'publish', verifiedAt, tracingClock());
      }
      previous = { ledgerIndex, hash };
      await state.published(previous, () => writer.flush());
      onPublished?.({
        ledgerIndex,
        hash: hash.toString('hex').toUpperCase(),
        closedAt: toUnixTime(closeTimeIn(header)) * 1000,
        transactions: transactionsIn(segments),
        isState: kind === 'state',
        state: verdict,
      });
      if (ledgerIndex >= to) break;
    }
    await writer.flush();
    await state.close(previous);
    return previous?.ledgerIndex;
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason) throw error;
    await writer.flush();
    await state?.close(previous);
    return previous?.ledgerIndex;
  } finally {
    await state?.close().catch(() => undefined); // the error that ended it is the one to tell
    await writer.close();
  }
}

/** @returns nothing when the ledger was refused and the source is to give it once more */
async function verified(
  given: Iterable<LedgerDiff>,
  previous: Previous | undefined,
  state: StateCheck,
  { source, hashOf, onRefused }: ProducerOptions,
): Promise<Checked | undefined> {
  try {
    verifyLedger(given, previous, source.name);
    const [first] = given;
    const { ledgerIndex, hash } = first!;
    verifyHash(ledgerIndex, hash, await hashOf?.(ledgerIndex), source.name);
    return await state.verify(given, source.name);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    onRefused?.(error);
    if (!source.refuse) throw error;
    source.refuse(error);
    return undefined;
  }
}

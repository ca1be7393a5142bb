import { tracingClock } from '../kit/tracer';
import { Turn } from '../kit/turn';
import { TablesReader } from '../store/read/tables-reader';
import { currentGenerations } from '../store/generations';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import { Batch } from './batch';
import { HistoryFiller } from './history-filler';
import { HotStateFeed } from './hot-state-feed';
import { ledgersOf, ViewInstance, type Range } from './instance';
import { Rebuilder } from './rebuild';
import type { RunnerOptions } from './runner-options';
import type { View } from './view';
import { Watermark } from './watermark';

/** How long to wait for the next ledger before what has been collected is written, in milliseconds. */
const patience = 5;
/** How often rebuild requests are looked for while the log is quiet, in milliseconds. */
const idleInterval = 250;
/** How often it is said how much of a whole state has been written, in milliseconds. */
const noteInterval = 10_000;

/**
 * Materializes the log: every view sees every ledger once and in order, rows are written in batches, progress
 * after rows, the watermark after progress. Ended at any moment, it continues where its progress says.
 */
export class Runner {
  /** Whether the batch handed to `write` last is durable and visible. */
  private written = true;
  private notedAt = -Infinity;

  private constructor(
    private readonly options: RunnerOptions,
    private readonly instances: ViewInstance[],
    private readonly watermark: Watermark,
    private readonly rebuilder: Rebuilder,
    private readonly hot: HotStateFeed | undefined,
    private readonly filler: HistoryFiller | undefined,
  ) {}

  static async open(options: RunnerOptions): Promise<Runner> {
    const { store, views } = options;
    const generations = await currentGenerations(store);
    const ledgers = await ledgersOf(options.log);
    const load = (view: View) => ViewInstance.load(store, view, generations[view.name], ledgers);
    const instances = await Promise.all(views.map(load));
    const turn = new Turn();
    const rebuilder = await Rebuilder.open(options, instances, turn);
    const filler = options.history && new HistoryFiller({ ...options, history: options.history }, turn);
    const hot = options.hot && (await HotStateFeed.open(options.hot, new TablesReader(store), options.logger));
    return new Runner(options, instances, await Watermark.load(store), rebuilder, hot, filler);
  }

  /** The first ledger of the log that some view has not seen. */
  get next(): number {
    return Math.min(...this.instances.map(({ next }) => next));
  }

  /** The ledgers up to the tip that all views hold. */
  get visible(): Range | undefined {
    return this.watermark.visible;
  }

  /** Runs until the log ends or, when it follows, until `signal`; history beside the tip. */
  async run({ follow, signal }: { follow: boolean; signal?: AbortSignal }): Promise<void> {
    const failed = new AbortController();
    const own = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
    const history = follow ? this.filler?.follow(own) : undefined;
    history?.catch(() => failed.abort()); // and awaited below
    try {
      await this.runTip(follow, own);
      if (!follow) await this.filler?.run(own);
    } catch (error) {
      failed.abort();
      throw error;
    } finally {
      await history;
    }
  }

  private async runTip(follow: boolean, signal: AbortSignal): Promise<void> {
    const from = Math.min(this.next, this.hot?.next ?? Infinity);
    const read = { from, follow, signal };
    const segments = this.options.log.read(read)[Symbol.asyncIterator]();
    // A stop may have come between progress and watermark, with nothing left to write.
    await this.advanceWatermark();
    try {
      await this.consume(segments, signal);
      await this.rebuilder.finish(follow);
    } finally {
      await segments.return?.(undefined);
    }
  }

  private async consume(segments: AsyncIterator<LedgerDiff>, signal: AbortSignal): Promise<void> {
    let batch = new Batch(this.instances, this.options.tracer);
    let writing: Promise<void> | undefined;
    let pending = segments.next();
    for (;;) {
      const found = await within(pending, batch.empty ? idleInterval : patience);
      const end = found?.done === true || signal.aborted;
      if (found && !found.done) {
        batch.add(found.value);
        this.hot?.add(found.value);
        pending = segments.next();
        if (!(found.value.last || isPartOfState(found.value)) || (!batch.full && !end)) continue;
        if (!found.value.last) this.note(found.value);
      }
      // While one batch is being written the next one grows: fewer, larger writes when there is much to do.
      if (writing && !this.written && !batch.full && !end) continue;
      await writing;
      writing = undefined;
      if (!batch.empty) {
        writing = this.write(batch);
        writing.catch(() => undefined); // awaited before the next batch
        batch = new Batch(this.instances, this.options.tracer);
      }
      if (end || this.rebuilder.waiting) await writing;
      await this.rebuilder.step();
      if (end) return;
    }
  }

  private advanceWatermark(): Promise<void> {
    return this.watermark.advance(this.instances.map((instance) => instance.durable));
  }

  private async write(batch: Batch): Promise<void> {
    const { store, onWritten, tracer } = this.options;
    this.written = false;
    const hot = this.hot?.take(); // before the next batch adds to it
    let rows: number;
    try {
      rows = await batch.write(store);
      const durableAt = tracer ? tracingClock() : 0;
      if (hot) await this.hot!.apply(hot);
      await this.advanceWatermark();
      batch.traceVisible(durableAt);
    } finally {
      this.written = true;
    }
    const { ledgers, transactions, lastLedger: ledgerIndex } = batch;
    onWritten?.({ ledgerIndex, ledgers, transactions, rows });
  }

  private note({ ledgerIndex, firstObject, objects }: LedgerDiff): void {
    const now = performance.now();
    if (now - this.notedAt < noteInterval) return;
    this.notedAt = now;
    const count = firstObject + objects.length;
    const text = `writing the state of ledger ${ledgerIndex}: ${count} objects`;
    this.options.logger.info({ ledgerIndex, objects: count }, text);
  }
}

/** The state that a log begins with is written in parts, since no memory holds it; they count once the last one is there. */
const isPartOfState = ({ kind }: LedgerDiff): boolean => kind === 'state';

/** The value, or `undefined` when it takes longer than that. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

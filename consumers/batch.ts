import type { TableStore, Write } from '../store/port';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import { tracingClock, type TracedLedger, type Tracer } from '../kit/tracer';
import { tracedLedger } from '../xrpl/traced-ledger';
import type { ViewInstance } from './instance';

/** Bounds of what is held before it is written; between them lies a good size for a commit. */
const mostLedgers = 64;
const mostBytes = 8 << 20;

/** Rows of some ledgers for some views, collected to be written together. */
export class Batch {
  private readonly rows: Write[] = [];
  private bytes = 0;
  private segments = 0;
  ledgers = 0;
  transactions = 0;
  lastLedger = 0;

  /** Ledgers that are traced, each with when its first segment came. */
  private readonly traced: { ledger: TracedLedger; since: number }[] = [];

  constructor(
    private readonly instances: readonly ViewInstance[],
    private readonly tracer?: Tracer | undefined,
  ) {}

  add(segment: LedgerDiff): void {
    if (this.tracer && segment.segment === 0 && segment.kind === 'diff') {
      this.traced.push({ ledger: tracedLedger(segment), since: tracingClock() });
    }
    this.segments++;
    for (const instance of this.instances) {
      if (segment.ledgerIndex < instance.next) continue;
      for (const row of instance.rows(segment)) this.rows.push(row);
      if (segment.last) instance.complete(segment);
    }
    for (const { transaction, metadata } of segment.transactions) this.bytes += transaction.length + metadata.length;
    for (const { blob } of segment.objects) this.bytes += 64 + (blob?.length ?? 0);
    this.transactions += segment.transactions.length;
    if (segment.last) {
      this.ledgers++;
      this.lastLedger = segment.ledgerIndex;
    }
  }

  get full(): boolean {
    return this.ledgers >= mostLedgers || this.bytes >= mostBytes;
  }

  get empty(): boolean {
    return this.segments === 0;
  }

  /** Writes the rows, then the progress they amount to. */
  async write(store: TableStore): Promise<number> {
    const checkpoints = this.instances.map((instance) => ({ instance, ...instance.checkpoint() }));
    if (this.rows.length > 0) await store.write(this.rows);
    const progress = checkpoints.flatMap(({ writes }) => writes);
    if (progress.length > 0) await store.write(progress);
    for (const { instance, range } of checkpoints) instance.durable = range;
    this.trace();
    return this.rows.length;
  }

  /** To be told when its ledgers are visible. @param since when their rows were durable */
  traceVisible(since: number): void {
    const now = this.tracer ? tracingClock() : 0;
    for (const { ledger } of this.traced) {
      this.tracer!.step(ledger, 'make visible', since, now);
      this.tracer!.whole(ledger, now);
    }
  }

  private trace(): void {
    const now = this.tracer ? tracingClock() : 0;
    for (const { ledger, since } of this.traced) {
      for (const { view } of this.instances) this.tracer!.step(ledger, 'consume', since, now, { view: view.name });
    }
  }
}

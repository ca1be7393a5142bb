import type { TableStore, Write } from '../store/port';
import type { LedgerDiff } from '../xrpl/ledger-diff';
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

  constructor(private readonly instances: readonly ViewInstance[]) {}

  add(segment: LedgerDiff): void {
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
    return this.rows.length;
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { registry } from '../../../consumers/registry';
import { Runner } from '../../../consumers/runner';
import { ArchiveLog } from '../../../log/archive/archive-log';
import type { Source } from '../../../producers/source';
import { LmdbStore } from '../../../store/lmdb/lmdb-store';
import type { Reader } from '../../../store/read/reader';
import { TablesReader } from '../../../store/read/tables-reader';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';
import { silent } from '../../demo';

/** A real log that grows when told to, and a consumer that follows it, as beside a node. */
export class GrowingLedgers {
  readonly reader: Reader;
  private consumer: { stop: AbortController; done: Promise<void> } | undefined;

  private constructor(
    private readonly folder: string,
    private readonly store: LmdbStore,
    private readonly log: ArchiveLog,
    private readonly writer: Awaited<ReturnType<ArchiveLog['writer']>>,
    private readonly ledgers: AsyncIterator<Iterable<LedgerDiff>>,
  ) {
    this.reader = new TablesReader(store);
  }

  static async open(source: Source): Promise<GrowingLedgers> {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-streams-'));
    const log = new ArchiveLog(join(folder, 'log'));
    const ledgers = source.ledgers(undefined)[Symbol.asyncIterator]();
    return new GrowingLedgers(folder, new LmdbStore(join(folder, 'tables')), log, await log.writer(), ledgers);
  }

  /** Appends ledgers up to this one, each with a flush of its own, and waits until they are visible. */
  async growTo(last: number): Promise<void> {
    await this.append(last);
    this.startConsumer();
    await this.visible(last);
  }

  /** The same, for a consumer that isn't running. */
  async append(last: number): Promise<void> {
    for (;;) {
      const next = await this.ledgers.next();
      if (next.done) throw new Error(`the source ends before ledger ${last}`);
      await this.writer.append(next.value);
      await this.writer.flush();
      const [first] = next.value;
      if (first!.ledgerIndex === last) return;
    }
  }

  startConsumer(): void {
    if (this.consumer) return;
    const stop = new AbortController();
    this.consumer = { stop, done: this.consume(stop.signal) };
  }

  async endConsumer(): Promise<void> {
    this.consumer?.stop.abort();
    await this.consumer?.done;
    this.consumer = undefined;
  }

  async visible(last: number): Promise<void> {
    while (((await this.reader.visibleRange())?.last ?? 0) < last) await delay(5);
  }

  async close(): Promise<void> {
    await this.endConsumer();
    await this.writer.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async consume(signal: AbortSignal): Promise<void> {
    const { log, store } = this;
    const runner = await Runner.open({ log, store, views: registry, logger: silent });
    await runner.run({ follow: true, signal });
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../kit/logger';
import type { Turn } from '../kit/turn';
import type { History, Stretch } from '../log/stretch';
import { coverage } from '../schemas/tables/bookkeeping';
import { currentGenerations } from '../store/generations';
import { put, type TableStore } from '../store/port';
import { TablesReader } from '../store/read/tables-reader';
import { Batch } from './batch';
import { loadStretch, type ViewInstance } from './instance';
import type { Written } from './runner-options';
import { standingOf } from './stretch-neighbours';
import type { View } from './view';

/** Milliseconds between two looks for stretches, and for what one waits for. */
const intervals = { look: 1000, wait: 250 };

export interface HistoryFillerOptions {
  history: History;
  store: TableStore;
  /** Those that are filled here. */
  views: readonly View[];
  /** Those that must hold a stretch before it is visible; the same when absent. */
  required?: readonly View[];
  logger: Logger;
  onWritten?: (written: Written) => void;
}

/**
 * Materializes stretches of history beside whatever follows the tip, each in order. A stretch is visible as a whole, once
 * every view holds all of it durably and it fits those that it touches.
 */
export class HistoryFiller {
  private readonly filling = new Map<number, Promise<void>>();
  private readonly done = new Set<number>();

  constructor(
    private readonly options: HistoryFillerOptions,
    /** Taken for each write: a rebuild that ends must not come between. */
    private readonly turn: Turn,
  ) {}

  /** Fills what the log has of history now, the newest first. */
  async run(signal: AbortSignal): Promise<void> {
    for (const stretch of (await this.options.history.stretches()).reverse()) {
      await this.take(stretch, false, signal);
    }
  }

  /** Fills whatever the log has or gets of history, until `signal`. */
  async follow(signal: AbortSignal): Promise<void> {
    const failed = new AbortController();
    const own = AbortSignal.any([signal, failed.signal]);
    const fail = (error: unknown): void => failed.abort(error);
    while (!own.aborted) {
      for (const stretch of await this.options.history.stretches()) {
        const { base } = stretch;
        if (this.filling.has(base) || this.done.has(base)) continue;
        const filled = this.take(stretch, true, own).catch(fail);
        this.filling.set(base, filled);
        void filled.then(() => this.filling.delete(base));
      }
      await pause(intervals.look, own);
    }
    await Promise.all(this.filling.values());
    if (failed.signal.aborted) throw failed.signal.reason as Error;
  }

  private async take(stretch: Stretch, follow: boolean, signal: AbortSignal): Promise<void> {
    const isVisible = async (): Promise<boolean> => {
      const row = await this.options.store.get(coverage, { name: 'visible', first: stretch.base + 1 });
      return row?.last === stretch.last;
    };
    if (!(await isVisible())) {
      const role = `consume.${this.options.views.map(({ name }) => name).join('.')}`;
      const taken = await stretch.claim(role, (own) => this.fill(stretch, follow, own), signal);
      if (!taken && follow) await pause(intervals.wait, signal);
    }
    if (await isVisible()) this.done.add(stretch.base);
  }

  private async fill(stretch: Stretch, follow: boolean, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { store, views } = this.options;
      const generations = await currentGenerations(store);
      const instances = await Promise.all(
        views.map((view) => loadStretch(store, view, generations[view.name], stretch.base)),
      );
      // Where a view was rebuilt meanwhile, its new tables have to be filled too.
      if (!(await this.write(stretch, instances, follow, signal))) continue;
      if (instances.some(({ durable }) => durable?.last !== stretch.last)) return;
      return this.show(stretch, follow, signal);
    }
  }

  /** @returns whether the tables are still those that answer */
  private async write(
    stretch: Stretch,
    instances: readonly ViewInstance[],
    follow: boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { base, last, log } = stretch;
    const from = Math.max(base, Math.min(...instances.map(({ next }) => next)));
    if (from > last) return true;
    let batch = new Batch(instances);
    for await (const segment of log.read({ from, to: last, follow, signal })) {
      batch.add(segment);
      const isEnd = segment.last && segment.ledgerIndex === last;
      if (!batch.full && !isEnd) continue;
      if (!(await this.commit(batch, instances))) return false;
      batch = new Batch(instances);
      if (isEnd) break;
    }
    return signal.aborted || batch.empty || this.commit(batch, instances);
  }

  private commit(batch: Batch, instances: readonly ViewInstance[]): Promise<boolean> {
    const { store, onWritten } = this.options;
    return this.turn.take(async () => {
      const current = await currentGenerations(store);
      if (instances.some(({ view, generation }) => current[view.name] !== generation)) return false;
      const rows = await batch.write(store);
      const { ledgers, transactions, lastLedger: ledgerIndex } = batch;
      if (ledgers > 0) onWritten?.({ ledgerIndex, ledgers, transactions, rows });
      return true;
    });
  }

  private async show(stretch: Stretch, follow: boolean, signal: AbortSignal): Promise<void> {
    const { store, history, logger } = this.options;
    const { base, last } = stretch;
    const about = { first: base + 1, last };
    const { views, required = views } = this.options;
    for (;;) {
      const isHeld = await holds(store, required, stretch);
      // A reader of its own: one that has been asked before may not know yet what is visible since.
      const standing = isHeld ? await standingOf(stretch, history, new TablesReader(store)) : 'waits';
      if (standing === 'fits') break;
      if (standing === 'differs') {
        logger.error(about, 'a stretch of history is of another chain than what it touches: it is not shown');
        this.done.add(base);
        return;
      }
      if (!follow || signal.aborted) return;
      await pause(intervals.wait, signal);
    }
    await store.write([put(coverage, { name: 'visible', ...about })]);
    logger.info(about, 'a stretch of history is visible');
  }
}

/** Whether all of these views hold all of a stretch, each in the tables that answer. */
async function holds(store: TableStore, views: readonly View[], { base, last }: Stretch): Promise<boolean> {
  const generations = await currentGenerations(store);
  const instances = await Promise.all(views.map((view) => loadStretch(store, view, generations[view.name], base)));
  return instances.every(({ durable }) => durable?.last === last);
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);

import { setTimeout as sleep } from 'node:timers/promises';
import type { Turn } from '../kit/turn';
import type { EventLog } from '../log/port';
import type { History } from '../log/stretch';
import type { View } from './view';
import { partitionProgress, progress, rebuilds, views } from '../schemas/tables/bookkeeping';
import { viewTables, type ViewName } from '../schemas/views';
import { generationGrace, tableOf } from '../store/generations';
import { put, type TableStore, type Write } from '../store/port';
import { Batch } from './batch';
import { ledgersOf, loadStretch, ViewInstance } from './instance';
import type { RunnerOptions } from './runner-options';

/** Asks whoever consumes for a rebuild of the view. @returns the generation that will answer when it is done. */
export async function requestRebuild(store: TableStore, view: ViewName): Promise<number> {
  const asked = await store.get(rebuilds, { view });
  if (asked) return asked.generation;
  const current = await store.get(views, { view });
  const generation = (current?.generation ?? 1) + 1;
  await store.write([put(rebuilds, { view, generation })]);
  return generation;
}

interface Rebuild {
  instance: ViewInstance;
  /** Settles when the new generation has caught up with the log as it was; the rest is done while nothing else writes. */
  caughtUp: Promise<void>;
  ready: boolean;
}

/**
 * Rebuilds views from the log beside the tables that answer: a new generation is filled while the old one
 * goes on, catches up between two batches, becomes the one that answers, and the old tables are dropped once
 * no answer can still be reading them.
 */
export class Rebuilder {
  private readonly running = new Map<ViewName, Rebuild>();
  private drops: Promise<void>[] = [];
  private failure: unknown;

  private constructor(
    private readonly options: RunnerOptions,
    /** The instances of the runner; a rebuilt one takes its predecessor's place. */
    private readonly instances: ViewInstance[],
    /** Taken for the change from one generation to the next: whoever else writes does so between such turns. */
    private readonly turn: Turn,
  ) {}

  static async open(options: RunnerOptions, instances: ViewInstance[], turn: Turn): Promise<Rebuilder> {
    const rebuilder = new Rebuilder(options, instances, turn);
    // A stop between switching and dropping leaves tables that nothing reads any more.
    for (const { view, generation } of instances) {
      if (generation > 1) await dropGeneration(options.store, view.name, generation - 1);
    }
    return rebuilder;
  }

  /** Whether a rebuild waits for a moment in which nothing else writes. */
  get waiting(): boolean {
    return [...this.running.values()].some(({ ready }) => ready);
  }

  /** Begins what has been asked for and ends what has caught up. Called between batches. */
  async step(): Promise<void> {
    if (this.failure !== undefined) throw this.failure as Error;
    await this.begin();
    for (const [view, rebuild] of this.running) {
      if (!rebuild.ready) continue;
      this.running.delete(view);
      await this.turn.take(() => this.switchTo(rebuild.instance));
    }
  }

  /** At the end of a run: waits for rebuilds under way, unless they can go on in the next run. */
  async finish(abandon: boolean): Promise<void> {
    while (!abandon && this.running.size > 0) {
      await Promise.race([...this.running.values()].map(({ caughtUp }) => caughtUp));
      await this.step();
    }
    await Promise.all(this.drops);
  }

  private async begin(): Promise<void> {
    for (const current of this.instances) {
      const view = current.view.name;
      if (this.running.has(view)) continue;
      const asked = await this.options.store.get(rebuilds, { view });
      if (!asked || asked.generation <= current.generation) continue;
      this.options.logger.info({ view, generation: asked.generation }, 'rebuilding the view from the log');
      const { store, log } = this.options;
      const instance = await ViewInstance.load(store, current.view, asked.generation, await ledgersOf(log));
      const rebuild: Rebuild = { instance, ready: false, caughtUp: this.fill(instance) };
      rebuild.caughtUp = rebuild.caughtUp.then(
        () => void (rebuild.ready = true),
        (error: unknown) => void (this.failure = error),
      );
      this.running.set(view, rebuild);
    }
  }

  private async fill(instance: ViewInstance): Promise<void> {
    const { store, log, history } = this.options;
    if (history) await fillHistory(store, history, instance.view, instance.generation);
    await fillFrom(store, log, instance);
  }

  private async switchTo(instance: ViewInstance): Promise<void> {
    const { store, logger } = this.options;
    await this.fill(instance); // what came since: few ledgers, and nothing else writes now
    const { name: view } = instance.view;
    const { generation } = instance;
    const place = this.instances.findIndex((other) => other.view === instance.view);
    const replaced = this.instances[place]!;
    await store.write([put(views, { view, generation })]);
    await store.write([{ table: rebuilds, delete: { view } }]);
    this.instances[place] = instance;
    logger.info({ view, generation, ledgerIndex: instance.durable?.last }, 'the rebuilt view answers');
    this.drops.push(sleep(generationGrace).then(() => dropGeneration(store, view, replaced.generation)));
  }
}

/** Fills one generation of a view with what there is of history now. */
export async function fillHistory(store: TableStore, history: History, view: View, generation: number): Promise<void> {
  for (const { base, log } of await history.stretches()) {
    await fillFrom(store, log, await loadStretch(store, view, generation, base));
  }
}

async function fillFrom(store: TableStore, log: EventLog, instance: ViewInstance): Promise<void> {
  let batch = new Batch([instance]);
  for await (const segment of log.read({ from: instance.next })) {
    batch.add(segment);
    if (!batch.full) continue;
    await batch.write(store);
    batch = new Batch([instance]);
  }
  await batch.write(store);
}

/** Drops tables that nothing reads any more, and what was noted of them. */
export async function dropGeneration(store: TableStore, view: ViewName, generation: number): Promise<void> {
  for (const table of viewTables[view]) await store.drop(tableOf(table, generation));
  const rows = await store.range(progress, { view }, { from: { generation }, to: { generation } });
  await store.write(rows.map(({ first }): Write => ({ table: progress, delete: { view, generation, first } })));
  const shares = await store.range(partitionProgress, { view }, { from: { generation }, to: { generation } });
  await store.write(
    shares.map(({ partition }): Write => ({ table: partitionProgress, delete: { view, generation, partition } })),
  );
}

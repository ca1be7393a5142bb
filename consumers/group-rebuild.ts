import { setTimeout as sleep } from 'node:timers/promises';
import type { History } from '../log/stretch';
import { progress, rebuilds, views } from '../schemas/tables/bookkeeping';
import { currentGenerations, generationGrace, generationLifetime } from '../store/generations';
import { put } from '../store/port';
import { GroupRunner, type GroupRunnerOptions } from './group-runner';
import { rangeHeld } from './partition-range';
import { dropGeneration, fillHistory, requestRebuild } from './rebuild';
import type { View } from './view';

/** Milliseconds between two looks at how far it is. */
const interval = 500;

export interface GroupRebuildOptions extends Omit<GroupRunnerOptions, 'views' | 'group'> {
  view: View;
  /** The stretches of history beside the log. */
  history: History;
  signal: AbortSignal;
}

/**
 * Rebuilds a view where groups share the log: a group of its own fills the next generation from the first ledger on, while
 * the others go on with the one that answers. Several processes may do it together, and one that ended is gone on with.
 *
 * Members look which generation answers before each write, a little late: so the new one is filled on until it holds what
 * the log had some time after the change, for whatever comes after that goes to it anyway.
 *
 * @returns the generation that answers now; `undefined` when it was stopped before
 */
export async function rebuildInGroup(options: GroupRebuildOptions): Promise<number | undefined> {
  const { log, store, view, history, signal, onWritten } = options;
  const generation = await requestRebuild(store, view.name);
  const group = `millrace.rebuild.${view.name}.${generation}`;
  const stop = new AbortController();
  const own = AbortSignal.any([signal, stop.signal]);
  const runner = new GroupRunner({ log, store, views: [view], group, generation, ...(onWritten && { onWritten }) });
  const filling = runner.run(own);
  filling.catch(() => stop.abort()); // and awaited below
  try {
    await fillHistory(store, history, view, generation);
    await filled(options, generation, own);
    const replaced = (await currentGenerations(store))[view.name];
    if (!own.aborted) await store.write([put(views, { view: view.name, generation })]);
    await sleep(8 * generationLifetime, undefined, { signal: own }).catch(() => undefined);
    await fillHistory(store, history, view, generation);
    await filled(options, generation, own);
    if (own.aborted) return undefined;
    await store.write([{ table: rebuilds, delete: { view: view.name } }]);
    if (replaced !== generation) {
      await sleep(generationGrace);
      await dropGeneration(store, view.name, replaced);
    }
    return generation;
  } finally {
    stop.abort();
    await filling;
  }
}

/** Resolves once the generation holds all that the log has when this is called; says meanwhile how far it is. */
async function filled(
  { log, store, view }: GroupRebuildOptions,
  generation: number,
  signal: AbortSignal,
): Promise<void> {
  const [partitions, origin, end] = await Promise.all([log.partitions(), log.first(), log.end()]);
  if (origin === undefined || !end) throw new Error('the log is empty, there is nothing to rebuild from');
  while (!signal.aborted) {
    const range = await rangeHeld(store, view, generation, partitions, origin);
    if (range) await store.write([put(progress, { view: view.name, generation, ...range })]);
    if (range && range.last >= end.ledgerIndex) return;
    await sleep(interval, undefined, { signal }).catch(() => undefined);
  }
}

import { groupName } from '../consumers/group-name';
import { GroupRunner } from '../consumers/group-runner';
import { HistoryFiller } from '../consumers/history-filler';
import { registry } from '../consumers/registry';
import type { Written } from '../consumers/runner-options';
import { moveWatermark } from '../consumers/watermark-mover';
import type { Logger } from '../kit/logger';
import type { Tracer } from '../kit/tracer';
import { Turn } from '../kit/turn';
import type { PartitionedLog } from '../log/partitioned-log';
import type { History } from '../log/stretch';
import type { TableStore } from '../store/port';

export interface GroupOptions {
  log: PartitionedLog;
  /** The stretches of history beside the log. */
  history: History;
  logger: Logger;
  store: TableStore;
  /** Processes with the same name share the work. */
  group: string;
  /** Names of the views that the group fills; all of them when absent. */
  views?: readonly string[] | undefined;
  /** Go on when the log as it is now is visible. */
  follow: boolean;
  signal: AbortSignal;
  onWritten?: (written: Written) => void;
  tracer?: Tracer | undefined;
}

/**
 * One process of a group that fills tables on a cluster from a topic. Every one of them also stands for moving the
 * watermark, whichever views it fills.
 */
export async function runGroupMember(options: GroupOptions): Promise<void> {
  const { log, history, logger, store, group, views = [], follow, onWritten, tracer } = options;
  const done = new AbortController();
  const signal = AbortSignal.any([options.signal, done.signal]);
  const goal = follow ? Infinity : ((await log.end())?.ledgerIndex ?? 0);
  if (goal === 0) return;
  const filled = registry.filter(({ name }) => views.length === 0 || views.includes(name));
  const name = groupName(group, views);
  logger.info({ group: name, views: filled.map((view) => view.name) }, 'filling views with the others of the group');
  const runner = new GroupRunner({ log, store, views: filled, group: name, tracer, ...(onWritten && { onWritten }) });
  const onVisible = ({ last }: { last: number }): void => void (last >= goal && done.abort());
  const about = { history, store, views: filled, required: registry, logger, ...(onWritten && { onWritten }) };
  const filler = new HistoryFiller(about, new Turn());
  const all = [runner.run(signal), moveWatermark({ log, store, views: registry, logger, tracer }, signal, onVisible)];
  if (follow) all.push(filler.follow(signal));
  try {
    await Promise.all(all);
    if (!follow) await filler.run(options.signal);
  } finally {
    done.abort(); // one that fails ends the others
    await Promise.allSettled(all);
  }
}

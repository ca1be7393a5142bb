import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../kit/logger';
import { tracingClock, type Tracer } from '../kit/tracer';
import { progress } from '../schemas/tables/bookkeeping';
import type { PartitionedLog } from '../log/partitioned-log';
import { currentGenerations } from '../store/generations';
import { put, type TableStore } from '../store/port';
import type { Range } from './instance';
import { rangeHeld } from './partition-range';
import type { View } from './view';
import { traceVisible } from './trace-visible';
import { Watermark } from './watermark';

export interface MoverOptions {
  log: PartitionedLog;
  store: TableStore;
  /** Those that must hold a ledger before it is visible. */
  views: readonly View[];
  logger: Pick<Logger, 'info'>;
  tracer?: Tracer | undefined;
}

/** Milliseconds between two looks at what the groups have done. */
const interval = 50;

/**
 * Makes visible what every view holds of every partition, for as long as it has the role. It decides nothing: whoever does
 * the same at the same time comes to the same, or, late, to less, which the watermark does not take. So no harm is done
 * while two believe to have it.
 */
export function moveWatermark(
  { log, store, views, logger, tracer }: MoverOptions,
  signal: AbortSignal,
  onVisible?: (range: Range) => void,
): Promise<void> {
  return log.stand(
    'watermark',
    async (own) => {
      logger.info({}, 'this process moves the watermark now');
      const partitions = await log.partitions();
      const watermark = await Watermark.load(store);
      const told = new Map<string, number>();
      let origin: number | undefined;
      for (; !own.aborted; await sleep(interval, undefined, { signal: own }).catch(() => undefined)) {
        origin ??= await log.first();
        if (origin === undefined) continue;
        const generations = await currentGenerations(store);
        const ranges: (Range | undefined)[] = [];
        for (const view of views) {
          const generation = generations[view.name];
          const range = await rangeHeld(store, view, generation, partitions, origin);
          ranges.push(range);
          const name = `${view.name} ${generation}`;
          if (!range || told.get(name) === range.last) continue;
          await store.write([put(progress, { view: view.name, generation, ...range })]);
          told.set(name, range.last);
        }
        const before = watermark.visible;
        const since = tracer ? tracingClock() : 0;
        await watermark.advance(ranges);
        const now = watermark.visible;
        if (tracer && now && now.last !== before?.last) await traceVisible(store, tracer, before, now, since);
        if (watermark.visible) onVisible?.(watermark.visible);
      }
    },
    signal,
  );
}

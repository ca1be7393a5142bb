import type { Logger } from '../kit/logger';
import { backfill, type BackfillOptions } from '../producers/backfill';
import type { Ledgers } from '../producers/history-plan';
import type { SourceMetrics } from '../producers/node/source-metrics';
import { openSources } from '../producers/open-sources';
import type { OnUnprovenState } from '../producers/state-check';
import type { TlsFiles } from '../rippled/grpc-client';
import type { DataFolder } from './data-folder';

/** Where history comes from, and how much of it. */
export interface HistoryTask {
  readonly source: readonly string[];
  readonly tls?: TlsFiles | undefined;
  readonly metrics?: SourceMetrics | undefined;
  readonly wanted: Ledgers;
  /** Stretches are cut where ledgers are multiples of it. */
  readonly stretch: number;
  readonly stateCheck: OnUnprovenState;
}

/** Fetches history into a data folder's log, one process at a time. @throws RoleTaken */
export async function runBackfill(
  data: DataFolder,
  { source, tls, metrics, wanted, stretch: size, stateCheck: onUnproven }: HistoryTask,
  logger: Logger,
  signal: AbortSignal,
  told: Pick<BackfillOptions, 'onPlanned' | 'onPublished' | 'onRefused' | 'onWaited'> = {},
): Promise<void> {
  const release = data.becomeBackfiller();
  try {
    const open = (start: number) => openSources(source, { logger, metrics, start, tls, scratch: data.path });
    const [history, tip, trees] = [data.history(logger), data.log(logger), data.historyTrees()];
    const stateCheck = { onUnproven, logger };
    await backfill({ history, tip, wanted, size, open, trees, stateCheck, ...told }, signal);
  } finally {
    release();
  }
}

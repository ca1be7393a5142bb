import type { Logger } from '../kit/logger';
import type { Tracer } from '../kit/tracer';
import type { EventLog } from '../log/port';
import type { History } from '../log/stretch';
import type { HotState } from '../store/hot-state';
import type { TableStore } from '../store/port';
import type { View } from './view';

/** What became durable and visible just now; of a whole state perhaps a part, which is not visible yet. */
export interface Written {
  /** The last whole one, 0 when there is none. */
  ledgerIndex: number;
  ledgers: number;
  transactions: number;
  rows: number;
}

export interface RunnerOptions {
  log: EventLog;
  /** The stretches of history beside the log, where there may be any. */
  history?: History;
  store: TableStore;
  views: readonly View[];
  /** The latest state on this machine, where there is one. */
  hot?: HotState;
  logger: Logger;
  tracer?: Tracer | undefined;
  onWritten?: (written: Written) => void;
}

import type { Logger } from '../kit/logger';
import type { EventLog } from '../log/port';
import type { TableStore } from '../store/port';
import type { View } from './view';

/** What became durable and visible just now. */
export interface Written {
  ledgerIndex: number;
  ledgers: number;
  transactions: number;
  rows: number;
}

export interface RunnerOptions {
  log: EventLog;
  store: TableStore;
  views: readonly View[];
  logger: Logger;
  onWritten?: (written: Written) => void;
}

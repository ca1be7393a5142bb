import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { takeRole } from '../kit/exclusive';
import type { Logger } from '../kit/logger';
import { ArchiveHistory } from '../log/archive/archive-history';
import { ArchiveLog } from '../log/archive/archive-log';
import { KafkaHistory } from '../log/kafka/kafka-history';
import { KafkaLog } from '../log/kafka/kafka-log';
import type { EventLog } from '../log/port';
import { stretchName, type History, type StretchBounds } from '../log/stretch';
import type { StretchTrees } from '../producers/backfill';
import type { HotState } from '../store/hot-state';
import { LmdbHotState } from '../store/lmdb/lmdb-hot-state';
import { LmdbStore } from '../store/lmdb/lmdb-store';
import { LmdbTreeStore } from '../store/lmdb/lmdb-tree-store';
import type { TableStore } from '../store/port';
import { ScyllaStore } from '../store/scylla/scylla-store';
import type { TreeStore } from '../xrpl/tree-store';
import { parseLogUrl } from './log-url';
import { parseStoreUrl } from './store-url';

/** What consumers fill and the API reads. */
export interface Tables {
  store: TableStore;
  hot: HotState;
  /** The state tree as the producer last saved it. */
  tree: TreeStore;
  /** Tables of the ledgers that are followed while the state is being loaded, where it is. */
  followed: TableStore | undefined;
  close(): Promise<void>;
}

/** How long a process that fills tables waits for a cluster that is down, and one that answers, in milliseconds. */
const patience = { fill: 300_000, answer: 2000 };

/** URLs of clusters that have the tables or the log in place of the folder. */
export interface Clusters {
  readonly store?: string | undefined;
  readonly log?: string | undefined;
}

/** What is in a `--data` folder: the event log and the tables, unless they are on clusters, and who writes them. */
export class DataFolder {
  constructor(
    readonly path: string,
    private readonly clusters: Clusters = {},
  ) {}

  /** A folder that must be there already, unless everything is on clusters. */
  static existing(path: string, clusters: Clusters = {}): DataFolder {
    const needed = clusters.store === undefined || clusters.log === undefined;
    if (needed && !existsSync(path))
      throw new Error(`--data ${path}: there is no such folder; "millrace up" makes one`);
    return new DataFolder(path, clusters);
  }

  get logPath(): string {
    return join(this.path, 'log');
  }

  get tablesPath(): string {
    return join(this.path, 'tables');
  }

  get historyPath(): string {
    return join(this.path, 'history');
  }

  log(logger?: Pick<Logger, 'warn'>): EventLog {
    return this.topic(logger) ?? this.archive();
  }

  /** The log in the folder, which can be looked at and mended file by file. */
  archive(): ArchiveLog {
    return new ArchiveLog(this.logPath);
  }

  /** The log on a cluster, where there is one. */
  topic(logger?: Pick<Logger, 'warn'>): KafkaLog | undefined {
    return this.clusters.log === undefined ? undefined : new KafkaLog(parseLogUrl(this.clusters.log), logger);
  }

  /** The stretches of history beside the log. */
  history(logger?: Pick<Logger, 'warn'>): History {
    const { log } = this.clusters;
    return log === undefined ? this.archiveHistory() : new KafkaHistory(parseLogUrl(log), logger);
  }

  /** Those that are in the folder. */
  archiveHistory(): ArchiveHistory {
    return new ArchiveHistory(this.historyPath);
  }

  /** Where the state tree of each stretch is kept until it is whole. */
  historyTrees(): StretchTrees {
    const folder = (stretch: StretchBounds): string => join(this.path, 'backfill', stretchName(stretch));
    return {
      open: (stretch) => new LmdbTreeStore(join(folder(stretch), 'nodes.mdb')),
      remove: (stretch) => rm(folder(stretch), { recursive: true, force: true }),
    };
  }

  /** The log and the tables of ledgers that are followed while the state is being loaded. */
  get followed(): DataFolder {
    return new DataFolder(join(this.path, 'instant'));
  }

  /** Whether the tables are for others to write too. */
  get sharesTables(): boolean {
    return this.clusters.store !== undefined;
  }

  /** Where processes say what they do; nowhere when the log is on a cluster and no tables are named that others know. */
  reports(): TableStore | undefined {
    const { store, log } = this.clusters;
    return log !== undefined && store === undefined ? undefined : this.store();
  }

  store(purpose: 'fill' | 'answer' = 'answer'): TableStore {
    if (this.clusters.store === undefined) return new LmdbStore(this.tablesPath);
    return new ScyllaStore(parseStoreUrl(this.clusters.store), patience[purpose]);
  }

  /** The state tree as the producer last saved it. */
  stateTree(): LmdbTreeStore {
    return new LmdbTreeStore(join(this.path, 'state-tree', 'nodes.mdb'));
  }

  /** The tables with the hot state and the state tree beside them. */
  tables(purpose: 'fill' | 'answer'): Tables {
    const store = this.store(purpose);
    const hot = new LmdbHotState(join(this.path, 'hot'));
    const tree = this.stateTree();
    const { tablesPath } = this.followed;
    const followed = existsSync(tablesPath) ? new LmdbStore(tablesPath) : undefined;
    const close = async (): Promise<void> => {
      await Promise.all([store.close(), hot.close(), tree.close(), followed?.close()]);
    };
    return { store, hot, tree, followed, close };
  }

  /** @throws RoleTaken */
  becomeProducer(): () => void {
    return takeRole(join(this.path, 'producer.pid'), 'producer');
  }

  /** @throws RoleTaken */
  becomeBackfiller(): () => void {
    return takeRole(join(this.path, 'backfiller.pid'), 'backfiller');
  }

  /** @throws RoleTaken */
  becomeConsumer(): () => void {
    return takeRole(join(this.path, 'consumer.pid'), 'consumer');
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { takeRole } from '../kit/exclusive';
import { ArchiveLog } from '../log/archive/archive-log';
import type { HotState } from '../store/hot-state';
import { LmdbHotState } from '../store/lmdb/lmdb-hot-state';
import { LmdbStore } from '../store/lmdb/lmdb-store';
import { LmdbTreeStore } from '../store/lmdb/lmdb-tree-store';
import type { TableStore } from '../store/port';
import { ScyllaStore } from '../store/scylla/scylla-store';
import type { TreeStore } from '../xrpl/tree-store';
import { parseStoreUrl } from './store-url';

/** What consumers fill and the API reads. */
export interface Tables {
  store: TableStore;
  hot: HotState;
  /** The state tree as the producer last saved it. */
  tree: TreeStore;
  close(): Promise<void>;
}

/** How long a process that fills tables waits for a cluster that is down, and one that answers, in milliseconds. */
const patience = { fill: 300_000, answer: 2000 };

/** What is in a `--data` folder: the event log, the tables unless they are on a cluster, and who writes them. */
export class DataFolder {
  constructor(
    readonly path: string,
    /** URL of a cluster that has the tables in place of the folder. */
    private readonly storeUrl?: string,
  ) {}

  /** A folder that must be there already. */
  static existing(path: string, storeUrl?: string): DataFolder {
    if (!existsSync(path)) throw new Error(`--data ${path}: there is no such folder; "millrace up" makes one`);
    return new DataFolder(path, storeUrl);
  }

  get logPath(): string {
    return join(this.path, 'log');
  }

  get tablesPath(): string {
    return join(this.path, 'tables');
  }

  log(): ArchiveLog {
    return new ArchiveLog(this.logPath);
  }

  store(purpose: 'fill' | 'answer' = 'answer'): TableStore {
    if (this.storeUrl === undefined) return new LmdbStore(this.tablesPath);
    return new ScyllaStore(parseStoreUrl(this.storeUrl), patience[purpose]);
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
    const close = async (): Promise<void> => {
      await Promise.all([store.close(), hot.close(), tree.close()]);
    };
    return { store, hot, tree, close };
  }

  /** @throws RoleTaken */
  becomeProducer(): () => void {
    return takeRole(join(this.path, 'producer.pid'), 'producer');
  }

  /** @throws RoleTaken */
  becomeConsumer(): () => void {
    return takeRole(join(this.path, 'consumer.pid'), 'consumer');
  }
}

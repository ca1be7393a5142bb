import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { takeRole } from '../kit/exclusive';
import { ArchiveLog } from '../log/archive/archive-log';
import type { HotState } from '../store/hot-state';
import { LmdbHotState } from '../store/lmdb/lmdb-hot-state';
import { LmdbStore } from '../store/lmdb/lmdb-store';
import { LmdbTreeStore } from '../store/lmdb/lmdb-tree-store';
import type { TableStore } from '../store/port';
import type { TreeStore } from '../xrpl/tree-store';

/** What consumers fill and the API reads. */
export interface Tables {
  store: TableStore;
  hot: HotState;
  /** The state tree as the producer last saved it. */
  tree: TreeStore;
  close(): Promise<void>;
}

/** What is in a `--data` folder: the event log, the tables, and who writes them. */
export class DataFolder {
  constructor(readonly path: string) {}

  /** A folder that must be there already. */
  static existing(path: string): DataFolder {
    if (!existsSync(path)) throw new Error(`--data ${path}: there is no such folder; "millrace up" makes one`);
    return new DataFolder(path);
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

  store(): LmdbStore {
    return new LmdbStore(this.tablesPath);
  }

  /** The state tree as the producer last saved it. */
  stateTree(): LmdbTreeStore {
    return new LmdbTreeStore(join(this.path, 'state-tree', 'nodes.mdb'));
  }

  /** The tables with the hot state and the state tree beside them. */
  tables(): Tables {
    const store = this.store();
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

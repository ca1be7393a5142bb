import { join } from 'node:path';
import { takeRole } from '../kit/exclusive';
import { ArchiveLog } from '../log/archive/archive-log';
import { LmdbStore } from '../store/lmdb/lmdb-store';

/** What is in a `--data` folder: the event log, the tables, and who writes them. */
export class DataFolder {
  constructor(readonly path: string) {}

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

  /** @throws RoleTaken */
  becomeProducer(): () => void {
    return takeRole(join(this.path, 'producer.pid'), 'producer');
  }

  /** @throws RoleTaken */
  becomeConsumer(): () => void {
    return takeRole(join(this.path, 'consumer.pid'), 'consumer');
  }
}

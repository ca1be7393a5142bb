import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registry } from '../../../consumers/registry';
import { Runner } from '../../../consumers/runner';
import { ArchiveLog } from '../../../log/archive/archive-log';
import { LmdbStore } from '../../../store/lmdb/lmdb-store';
import type { Reader } from '../../../store/read/reader';
import { TablesReader } from '../../../store/read/tables-reader';
import { demoArchive, silent } from '../../demo';

/** The bundled recording in tables of its own, filled as a consumer fills them. */
export async function demoReader(): Promise<{ reader: Reader; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-api-'));
  const store = new LmdbStore(folder);
  const runner = await Runner.open({ log: new ArchiveLog(demoArchive), store, views: registry, logger: silent });
  await runner.run({ follow: false });
  const close = async (): Promise<void> => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { reader: new TablesReader(store), close };
}

import { join } from 'node:path';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { temporaryFolder } from '../demo';
import { storeSuite } from './suite';

describe('LMDB', () => {
  const folder = temporaryFolder();
  const opened: LmdbStore[] = [];
  const open = (): LmdbStore => {
    const store = new LmdbStore(join(folder, 'tables'));
    opened.push(store);
    return store;
  };
  storeSuite(async () => {
    const store = open();
    const reopen = async (): Promise<LmdbStore> => {
      await store.close();
      return open();
    };
    return { store, reopen };
  });
  afterAll(async () => {
    await opened.at(-1)?.close();
  });
});

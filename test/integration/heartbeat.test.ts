import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessReport } from '../../schemas/process-report';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { readReports, writeReport } from '../../store/processes';
import { temporaryFolder } from '../demo';

const dist = join(__dirname, '..', '..', 'dist');
const tables = join(temporaryFolder(), 'tables');

/** Writes reports without a pause. */
const writer = `
  const { LmdbStore } = require(${JSON.stringify(join(dist, 'store', 'lmdb', 'lmdb-store.js'))});
  const { writeReport } = require(${JSON.stringify(join(dist, 'store', 'processes.js'))});
  const report = { roles: ['api'], host: 'writer', pid: process.pid, since: 0, seen: Date.now() };
  const store = new LmdbStore(${JSON.stringify(tables)});
  process.stdout.write('writing');
  void (async () => { for (;;) await writeReport(store, report); })();
`;

test('a process that is killed while it writes its report keeps no other from writing', async () => {
  const store = new LmdbStore(tables);
  const about = { roles: ['consumer' as const], host: 'here', version: '0', since: 0, memory: 0, eventLoopDelay: 0 };
  const own = (pid: number): ProcessReport => ({ ...about, pid, seen: Date.now() });
  for (let kill = 0; kill < 10; kill++) {
    const child = spawn(process.execPath, ['-e', writer], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    await sleep(3 * kill);
    child.kill('SIGKILL');
    await writeReport(store, own(kill)); // a lock that died with its holder would be waited for
    await exited;
  }
  const hosts = (await readReports(store, Date.now())).map(({ host }) => host);
  expect(hosts).toContain('here');
  expect(hosts).toContain('writer');
  await store.close();
});

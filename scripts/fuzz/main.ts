import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApi } from '../../api/create-api';
import { methods } from '../../api/registry';
import { registry } from '../../consumers/registry';
import { Runner } from '../../consumers/runner';
import { createLogger, type Logger } from '../../kit/logger';
import { packageFile } from '../../kit/package-root';
import { ArchiveLog } from '../../log/archive/archive-log';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { TablesReader } from '../../store/read/tables-reader';
import { fuzz } from './run';
import { faultAsRippled, faultOf } from './well-formed';

/** `npm run fuzz -- --seed N --count N --like clio|rippled`: malformed requests, over both transports, to the bundled recording. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '100000' },
      like: { type: 'string', default: 'clio' },
    },
  });
  const [seed, count] = [Number(values.seed), Number(values.count)];
  const likeness = values.like === 'rippled' ? 'rippled' : 'clio';
  const judge = likeness === 'rippled' ? faultAsRippled : faultOf;
  const folder = mkdtempSync(join(tmpdir(), 'millrace-fuzz-'));
  const store = new LmdbStore(folder);
  try {
    const log = new ArchiveLog(packageFile('recordings', 'demo'));
    const errors = createLogger('error');
    let logged = 0;
    const logger: Logger = {
      info: (fields, message) => errors.info(fields, message),
      warn: (fields, message) => errors.warn(fields, message),
      error: (fields, message) => {
        logged += 1;
        errors.error(fields, message);
      },
    };
    await (await Runner.open({ log, store, views: registry, logger })).run({ follow: false });
    const api = createApi({ reader: new TablesReader(store), logger, version: 'fuzz', likeness });
    const began = performance.now();
    const { sent, faults, heap } = await fuzz(await api.listen(0, '127.0.0.1'), methods, { seed, count, judge });
    await api.close();
    for (const { index, transport, fault, text, answer } of faults.slice(0, 20)) {
      console.log(`${index} ${transport}: ${fault}\n  ${text.slice(0, 500)}\n  ${answer.slice(0, 500)}`);
    }
    console.log(`heap in use, MiB: ${heap.map((bytes) => (bytes / 2 ** 20).toFixed(0)).join(' ')}`);
    const rate = Math.round((sent / (performance.now() - began)) * 1000);
    console.log(
      `seed ${seed}: ${sent} requests, ${rate} a second, ${faults.length} answered wrongly, ${logged} errors logged`,
    );
    if (faults.length + logged > 0) process.exitCode = 1;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();

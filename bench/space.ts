import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cassandra } from '../scripts/servers/cassandra';
import { compact } from '../scripts/servers/nodetool';
import type { Benchmark } from './benchmark';
import { defaultSource, filled } from './filled';
import { serverIn, stopServers } from './server-in';

const keyspace = 'space';

export const space: Benchmark = {
  name: 'space',
  description: "bytes of each table in Cassandra after flush and compaction; [SOURCE [MB of a peer's tables]]",
  async run([source = defaultSource(), peer]) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-space-'));
    try {
      const place = await serverIn(folder, cassandra);
      await filled(folder, { source, store: `cassandra://127.0.0.1:${place.port}/${keyspace}` });
      await compact(place, keyspace);
      const tables = bytesOfTables(join(place.folder, 'data', keyspace));
      for (const [name, bytes] of tables) console.log(`${name.padEnd(24)}${(bytes / 1e6).toFixed(2).padStart(8)} MB`);
      const total = tables.reduce((sum, [, bytes]) => sum + bytes, 0) / 1e6;
      return {
        total: `${total.toFixed(1)}MB`,
        ...(peer === undefined ? {} : { against_peer: (total / Number(peer)).toFixed(3) }),
      };
    } finally {
      await stopServers(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Each table's bytes on disk, the largest first. A table's folder is its name, a dash and an id. */
function bytesOfTables(folder: string): [string, number][] {
  const sizes = readdirSync(folder).map((table): [string, number] => {
    const files = readdirSync(join(folder, table), { withFileTypes: true }).filter((entry) => entry.isFile());
    const bytes = files.reduce((sum, { name }) => sum + statSync(join(folder, table, name)).size, 0);
    return [table.slice(0, table.lastIndexOf('-')), bytes];
  });
  return sizes.sort(([, a], [, b]) => b - a);
}

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from '../cli/data-folder';
import { runConsumer } from '../cli/pipeline';
import { runProducerThread } from '../cli/producer-thread';
import { packageFile } from '../kit/package-root';
import { createLogger } from '../kit/logger';
import { openSource } from '../producers/open-source';
import { viewTables } from '../schemas/views';
import type { Benchmark } from './benchmark';
import { defaultSource } from './filled';

/** File to fully visible, every ledger verified; beside it the time that reading the source alone takes. */
export const ingest: Benchmark = {
  name: 'ingest',
  description: 'a recording from file to fully visible [--source PATH]',
  async run(args) {
    const asked = args[args.indexOf('--source') + 1];
    const path = args.includes('--source') && asked ? asked : defaultSource();
    console.log(`source: ${path.startsWith(packageFile()) ? 'the bundled recording' : path}`);
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
    try {
      const baseline = await readAlone(path);
      const found = await ingestInto(new DataFolder(folder), path);
      const { seconds, ledgers, transactions } = found;
      const log = bytesOf(join(folder, 'log'));
      const tables = bytesOf(join(folder, 'tables'));
      console.log(`reading the source alone: ${baseline.toFixed(2)} s; the whole pipeline: ${seconds.toFixed(2)} s`);
      return {
        ledgers,
        transactions,
        ledgers_per_s: (ledgers / seconds).toFixed(0),
        transactions_per_s: (transactions / seconds).toFixed(0),
        times_reading: (seconds / baseline).toFixed(2),
        log_mb: (log / 1e6).toFixed(1),
        tables_mb: (tables / 1e6).toFixed(1),
        rows_mb: (found.rowBytes / 1e6).toFixed(1),
        hot_mb: (bytesOf(join(folder, 'hot')) / 1e6).toFixed(1),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function readAlone(path: string): Promise<number> {
  const source = await openSource(path);
  const began = performance.now();
  let ledgers = 0;
  for await (const segments of source.ledgers(undefined)) ledgers += Array.from(segments).length;
  if (ledgers === 0) throw new Error(`${path} holds no ledger`);
  return (performance.now() - began) / 1000;
}

async function ingestInto(
  data: DataFolder,
  path: string,
): Promise<{ seconds: number; ledgers: number; transactions: number; rowBytes: number }> {
  const tables = data.tables('fill');
  const source = await openSource(path);
  const { first, last } = (await source.extent())!;
  const logger = createLogger('warn');
  const stop = new AbortController();
  const began = performance.now();
  let transactions = 0;
  const consumer = runConsumer(data, tables, logger, {
    follow: true,
    signal: stop.signal,
    onWritten: (written) => {
      transactions += written.transactions;
      if (written.ledgerIndex === last) stop.abort();
    },
  });
  await Promise.all([
    consumer,
    runProducerThread({ data: data.path, source: [path], stateCheck: 'block', logLevel: 'warn' }, stop.signal),
  ]);
  const seconds = (performance.now() - began) / 1000;
  let rowBytes = 0;
  for (const table of Object.values(viewTables).flat()) {
    const { rows, bytes } = await tables.store.size(table);
    rowBytes += bytes;
    console.log(`${table.name.padEnd(22)}${String(rows).padStart(9)} rows ${(bytes / 1e6).toFixed(2).padStart(8)} MB`);
  }
  await tables.close();
  return { seconds, ledgers: last - first + 1, transactions, rowBytes };
}

function bytesOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

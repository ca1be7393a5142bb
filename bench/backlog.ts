import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../kit/package-root';
import { KafkaLog } from '../log/kafka/kafka-log';
import { openSource } from '../producers/open-source';
import { cassandra } from '../scripts/servers/cassandra';
import { kafka } from '../scripts/servers/kafka';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { Benchmark } from './benchmark';
import { defaultSource } from './filled';
import { memoryOf } from './memory-of';
import { serverIn, stopServers } from './server-in';

const partitions = 12;
const heap = 512;

export const backlog: Benchmark = {
  name: 'backlog',
  description: `a consumer with a heap of ${heap} MB before a topic that is far ahead of it; [LEDGERS [SOURCE]]`,
  async run([count = '10000', source = defaultSource()]) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-backlog-'));
    try {
      const broker = (await serverIn(folder, kafka)).port;
      const database = (await serverIn(folder, cassandra)).port;
      const ledgers = Number(count);
      const bytes = await publish(broker, source, ledgers);
      console.log(`${ledgers} ledgers in the topic, ${(bytes / 1e6).toFixed(0)} MB of records`);
      const began = performance.now();
      const peak = await consume(broker, database);
      return {
        ledgers,
        records: `${(bytes / 1e6).toFixed(0)}MB`,
        consumed: `${((1000 * ledgers) / (performance.now() - began)).toFixed(1)}/s`,
        heap_limit: `${heap}MB`,
        peak_resident: peak === undefined ? 'unknown' : `${(peak / 1e6).toFixed(0)}MB`,
      };
    } finally {
      await stopServers(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** A recording's ledgers over and over, under numbers of their own. @returns bytes before compression */
async function publish(port: number, source: string, count: number): Promise<number> {
  const address = { brokers: [`127.0.0.1:${port}`], topic: 'backlog', partitions, replication: 1, registry: undefined };
  const writer = await new KafkaLog(address).writer();
  let ledgerIndex: number | undefined;
  let bytes = 0;
  for (let published = 0; published < count;) {
    for await (const ledger of (await openSource(source)).ledgers(undefined)) {
      const segments = [...ledger];
      // The state it begins with comes once.
      if (published > 0 && segments[0]!.kind === 'state') continue;
      ledgerIndex = ledgerIndex === undefined ? segments[0]!.ledgerIndex : ledgerIndex + 1;
      await writer.append(segments.map((segment): LedgerDiff => ({ ...segment, ledgerIndex: ledgerIndex! })));
      bytes += segments.reduce((sum, segment) => sum + sizeOf(segment), 0);
      if (++published === count) break;
    }
  }
  await writer.flush();
  await writer.close();
  return bytes;
}

const sizeOf = ({ transactions, objects }: LedgerDiff): number =>
  transactions.reduce((sum, { transaction, metadata }) => sum + transaction.length + metadata.length, 0) +
  objects.reduce((sum, { blob }) => sum + 32 + (blob?.length ?? 0), 0);

/** One process from the first ledger to the last. @returns bytes of memory that it had at most, where Linux tells */
async function consume(broker: number, database: number): Promise<number | undefined> {
  const places = [`kafka://127.0.0.1:${broker}/backlog`, `cassandra://127.0.0.1:${database}/backlog`] as const;
  const args = ['consume', '--log', places[0], '--store', places[1], '--exit-when-done', '--log-level', 'error'];
  const program = [`--max-old-space-size=${heap}`, packageFile('dist', 'cli', 'main.js')];
  const child = spawn(process.execPath, [...program, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  let peak: number | undefined;
  const watch = setInterval(() => (peak = memoryOf(child.pid!, 'VmHWM') ?? peak), 200);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearInterval(watch);
  if (code !== 0) throw new Error(`the consumer ended with ${code ?? signal}`);
  return peak;
}

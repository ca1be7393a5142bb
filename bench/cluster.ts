import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { Client, concurrent, ExecutionProfile, types } from 'cassandra-driver';
import { spawn } from 'node:child_process';
import { registry } from '../consumers/registry';
import { packageFile } from '../kit/package-root';
import { KafkaLog } from '../log/kafka/kafka-log';
import { openSource } from '../producers/open-source';
import { cassandra } from '../scripts/servers/cassandra';
import { kafka } from '../scripts/servers/kafka';
import type { Write } from '../store/port';
import { Statements } from '../store/scylla/cql';
import { ScyllaStore } from '../store/scylla/scylla-store';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { Benchmark } from './benchmark';
import { defaultSource } from './filled';
import { median } from './median';
import { serverIn, stopServers } from './server-in';

const partitions = 12;
/** Rows that both contestants write. */
const mostRows = 60_000;

export const cluster: Benchmark = {
  name: 'cluster',
  description:
    'Kafka and Cassandra on this machine: ledgers a second published and consumed, rows beside a bare driver; [SOURCE]',
  async run([source = defaultSource()]) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-cluster-'));
    try {
      const broker = (await serverIn(folder, kafka)).port;
      const database = (await serverIn(folder, cassandra)).port;
      const ledgers: LedgerDiff[][] = [];
      for await (const segments of (await openSource(source)).ledgers(undefined)) ledgers.push([...segments]);
      const published = await publish(ledgers, broker);
      const consumed: number[] = [];
      for (const members of [1, 3]) consumed.push(await consume(members, ledgers.length, broker, database));
      const { ours, bare } = await writeRows(ledgers, database);
      return {
        published: `${published.toFixed(0)}/s`,
        consumed_by_1: `${consumed[0]!.toFixed(1)}/s`,
        consumed_by_3: `${consumed[1]!.toFixed(1)}/s`,
        rows: `${ours.toFixed(0)}/s`,
        rows_against_bare: (ours / bare).toFixed(2),
      };
    } finally {
      await stopServers(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function publish(ledgers: readonly LedgerDiff[][], port: number): Promise<number> {
  const log = new KafkaLog({
    brokers: [`127.0.0.1:${port}`],
    topic: 'bench',
    partitions,
    replication: 1,
    registry: undefined,
  });
  const writer = await log.writer();
  const began = performance.now();
  for (const segments of ledgers) await writer.append(segments);
  await writer.flush();
  const rate = (1000 * ledgers.length) / (performance.now() - began);
  await writer.close();
  console.log(`published ${rate.toFixed(0)} ledgers a second (without verifying them)`);
  return rate;
}

/** Processes of one group that fill a keyspace of their own from the first ledger to the last. */
async function consume(members: number, ledgers: number, broker: number, database: number): Promise<number> {
  const began = performance.now();
  const running = Array.from({ length: members }, async (_, i) => {
    const args = ['consume', '--log', `kafka://127.0.0.1:${broker}/bench?partitions=${partitions}`, '--exit-when-done'];
    const store = ['--store', `cassandra://127.0.0.1:${database}/consumed_${members}`, '--group', `bench-${members}`];
    const program = packageFile('dist', 'cli', 'main.js');
    const child = spawn(process.execPath, [program, ...args, ...store, '--log-level', 'error'], { stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`member ${i} of the group ended with ${code}`);
  });
  await Promise.all(running);
  const rate = (1000 * ledgers) / (performance.now() - began);
  console.log(`consumed ${rate.toFixed(1)} ledgers a second by ${members}, start and end of the processes included`);
  return rate;
}

/** The same rows through the store, and through nothing but the driver. */
async function writeRows(ledgers: readonly LedgerDiff[][], port: number): Promise<{ ours: number; bare: number }> {
  const rows: Write[] = [];
  for (const segment of ledgers.flat()) {
    if (rows.length >= mostRows) break;
    if (segment.kind === 'diff') for (const view of registry) rows.push(...view.rows(segment));
  }
  const store = new ScyllaStore({ contactPoints: [`127.0.0.1:${port}`], keyspace: 'rows', replication: 1 }, 60_000);
  await store.write(rows.slice(0, 1000)); // tables are made, statements prepared
  const client = new Client({
    contactPoints: [`127.0.0.1:${port}`],
    localDataCenter: 'datacenter1',
    profiles: [new ExecutionProfile('default', { consistency: types.consistencies.localQuorum })],
  });
  const statements = new Map<string, Statements>();
  const bareRows = rows.flatMap((write) => {
    if (!('row' in write)) return [];
    let of = statements.get(write.table.name);
    if (!of) statements.set(write.table.name, (of = new Statements(write.table, 'rows')));
    return of.insert(write.row);
  });
  const options = { concurrencyLevel: 256, executionProfile: 'default', collectResults: false };
  const throughDriver = (): Promise<unknown> => concurrent.executeConcurrent(client, bareRows, options);
  await throughDriver();
  const rates = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < 3; round++) {
    for (const [name, write] of [
      ['ours', () => store.write(rows)],
      ['bare', throughDriver],
    ] as const) {
      const began = performance.now();
      await write();
      rates[name].push((1000 * rows.length) / (performance.now() - began));
    }
  }
  await Promise.all([store.close(), client.shutdown()]);
  const [ours, bare] = [median(rates.ours), median(rates.bare)];
  console.log(`${rows.length} rows: ${ours.toFixed(0)} a second, the bare driver ${bare.toFixed(0)}`);
  return { ours, bare };
}

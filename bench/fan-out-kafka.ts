import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageFile } from '../kit/package-root';
import { KafkaLog } from '../log/kafka/kafka-log';
import { openSource } from '../producers/open-source';
import { kafka } from '../scripts/servers/kafka';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { Benchmark } from './benchmark';
import { median } from './median';
import { defaultSource } from './filled';
import { serverIn, stopServers } from './server-in';

const partitions = 12;

/** What the fan-out does while ledgers are published and written to tables. */
const companions = ['none', 'lagging', 'running'] as const;
const rounds = 3;
/** Milliseconds that the lagging one runs before it is stopped. */
const headStart = 2_000;
type Companion = (typeof companions)[number];

export const fanOutKafka: Benchmark = {
  name: 'fan-out-kafka',
  description:
    'derived topics on Kafka: ledgers a second, and the main path without, beside a lagging and a running one',
  async run([source = defaultSource()]) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-fan-out-'));
    try {
      const { port } = await serverIn(folder, kafka);
      const ledgers: LedgerDiff[][] = [];
      for await (const segments of (await openSource(source)).ledgers(undefined)) ledgers.push([...segments]);
      const rates: Record<Companion, number[]> = { none: [], lagging: [], running: [] };
      for (let round = 0; round < rounds; round++) {
        for (const companion of companions) {
          const name = `${companion}-${round}`;
          const rate = await mainPath(ledgers, port, name, companion, join(folder, name));
          rates[companion].push(rate);
          console.log(`published and in tables, fan-out ${companion}: ${rate.toFixed(1)} ledgers a second`);
        }
      }
      // Of each round, since a machine that others use drifts from one to the next.
      const share = (companion: Companion): string =>
        median(rates[companion].map((rate, round) => rate / rates.none[round]!)).toFixed(2);
      const began = performance.now();
      await ended(millrace('fan-out', '--log', url(port, 'none-0'), '--exit-when-done'));
      return {
        fan_out: `${((1000 * ledgers.length) / (performance.now() - began)).toFixed(1)}/s`,
        main_path: `${median(rates.none).toFixed(1)}/s`,
        lagging_against_none: share('lagging'),
        running_against_none: share('running'),
      };
    } finally {
      await stopServers(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const url = (port: number, topic: string): string => `kafka://127.0.0.1:${port}/${topic}?partitions=${partitions}`;

function millrace(...args: string[]): ChildProcess {
  const program = packageFile('dist', 'cli', 'main.js');
  return spawn(process.execPath, [program, ...args, '--log-level', 'error'], { stdio: 'ignore' });
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${child.spawnargs.slice(2, 4).join(' ')} ended with ${code}`);
}

/** Publishes the ledgers and fills tables with them. @returns ledgers a second, start and end of the consumer included */
async function mainPath(
  ledgers: readonly LedgerDiff[][],
  port: number,
  topic: string,
  companion: Companion,
  data: string,
): Promise<number> {
  const registry = undefined;
  const log = new KafkaLog({ brokers: [`127.0.0.1:${port}`], topic, partitions, replication: 1, registry });
  const writer = await log.writer();
  const half = ledgers.length >> 1;
  for (const segments of ledgers.slice(0, half)) await writer.append(segments);
  await writer.flush();
  const fanOut = companion === 'none' ? undefined : millrace('fan-out', '--log', url(port, topic));
  if (companion === 'lagging') {
    await sleep(headStart);
    fanOut!.kill('SIGSTOP');
  }
  try {
    const began = performance.now();
    for (const segments of ledgers.slice(half)) await writer.append(segments);
    await writer.flush();
    await ended(millrace('consume', '--log', url(port, topic), '--data', data, '--exit-when-done'));
    return (1000 * ledgers.length) / (performance.now() - began);
  } finally {
    await writer.close();
    if (fanOut) {
      const gone = once(fanOut, 'exit');
      fanOut.kill('SIGKILL');
      await gone;
    }
  }
}

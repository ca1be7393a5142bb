import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageFile } from '../kit/package-root';
import { LedgerDouble, type NodeKind } from '../test/rippled/ledger-double';
import { freshChain } from '../test/rippled/fresh-chain';
import { madeAccounts } from '../test/rippled/made-accounts';
import type { Benchmark } from './benchmark';
import { memoryOf } from './memory-of';
import { startServer } from './server-process';

/** How many times the first state the second one is. */
const growth = 4;

/**
 * The whole state that a new installation begins with, from a node (a double in this process) until it is proven and
 * answers; then a larger one, since what it takes of memory must not grow with it.
 */
export const firstLoad: Benchmark = {
  name: 'first-load',
  description: `a first state from a node until it answers, and one ${growth} times as large; [OBJECTS [grpc|clio|rippled]]`,
  async run([count = '250000', kind = 'grpc']) {
    const few = await load(Number(count), kind as NodeKind);
    const many = await load(growth * Number(count), kind as NodeKind);
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)}MB`;
    return {
      objects: `${few.objects},${many.objects}`,
      objects_per_s: [few, many].map(({ objects, seconds }) => (objects / seconds).toFixed(0)).join(),
      heap_and_buffers: [few, many].map(({ anonymous }) => megabytes(anonymous)).join(),
      with_mapped_tables: [few, many].map(({ resident }) => megabytes(resident)).join(),
      memory_ratio: (many.anonymous / few.anonymous).toFixed(2),
    };
  },
};

interface Loaded {
  objects: number;
  /** From the start of the process until it answers from the state, and the ledger that comes after it. */
  seconds: number;
  /** Most bytes of memory at a time: the process's own, and with the pages of its tables that the system keeps for it. */
  anonymous: number;
  resident: number;
}

async function load(objects: number, kind: NodeKind): Promise<Loaded> {
  const chain = freshChain(2, 3, madeAccounts(objects));
  const node = await LedgerDouble.start(kind, chain);
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-first-load-'));
  const began = performance.now();
  const args = ['up', '--source', node.url, '--start', '2', '--data', folder, '--port', '0', '--log-level', 'error'];
  const server = await startServer([packageFile('dist', 'cli', 'main.js'), ...args]);
  const peak = { anonymous: 0, resident: 0 };
  try {
    while (!(await answers(server.url))) {
      peak.anonymous = Math.max(peak.anonymous, memoryOf(server.pid, 'RssAnon') ?? 0);
      peak.resident = memoryOf(server.pid, 'VmHWM') ?? 0;
      await sleep(200);
    }
    return { objects, seconds: (performance.now() - began) / 1000, ...peak };
  } finally {
    await server.stop();
    await node.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { method: 'POST', body: '{"method":"ledger","params":[{"ledger_index":3}]}' });
  const { result } = (await response.json()) as { result: { status: string } };
  return result.status === 'success';
}

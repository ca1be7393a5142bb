import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DataFolder } from '../cli/data-folder';
import { packageFile } from '../kit/package-root';
import { apiCases, type ApiCase } from './api-requests';
import type { Benchmark } from './benchmark';
import { filled } from './filled';
import { connections, Measured } from './load';
import { startServer, type ServerProcess } from './server-process';

/** How often each server has its turn. */
const turns = 3;
const program = packageFile('dist', 'cli', 'main.js');
const bareServer = packageFile('dist', 'bench', 'bare-server.js');

/**
 * Each kind of request against Millrace and against a bare server that sends the same bytes. The two take
 * turns, so that whatever else the machine does meets both.
 */
export const api: Benchmark = {
  name: 'api',
  description:
    'requests a second beside a bare node:http server [--data DIR] [--store URL] [--workers 1,2] [--seconds N] [--only NAME,NAME]',
  async run(args) {
    const { data, store, workers, seconds, only } = optionsOf(args);
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
    try {
      const path = data ?? (await filled(folder, { store }));
      const tables = new DataFolder(path, { store }).store();
      const cases = (await apiCases(tables)).filter(({ name }) => !only || only.includes(name));
      await tables.close();
      const ratios: Record<string, string> = {};
      for (const count of workers) {
        const millrace = await startServer(apiArgs(folder, path, store, count));
        try {
          await compareAll(cases, millrace, { folder, workers: count, seconds }, ratios);
        } finally {
          await millrace.stop();
        }
      }
      return ratios;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function optionsOf(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { data: text, store: text, workers: text, seconds: text, only: text };
  const { data, store, workers = '1,2', seconds = '6', only } = parseArgs({ args, options }).values;
  return { data, store, workers: workers.split(',').map(Number), seconds: Number(seconds), only: only?.split(',') };
}

/** An API over a cluster has nothing but its tables, as on another machine: no hot state beside it. */
function apiArgs(folder: string, data: string, store: string | undefined, workers: number): string[] {
  const elsewhere = join(folder, 'elsewhere');
  if (store) mkdirSync(elsewhere, { recursive: true });
  return [
    program,
    ...['api', '--data', store ? elsewhere : data, '--port', '0', '--log-level', 'warn'],
    ...(store ? ['--store', store] : []),
    ...(workers === 1 ? [] : ['--workers', String(workers)]),
  ];
}

interface Run {
  folder: string;
  workers: number;
  seconds: number;
}

async function compareAll(
  cases: readonly ApiCase[],
  millrace: ServerProcess,
  run: Run,
  ratios: Record<string, string>,
) {
  console.log(`${run.workers} process(es), ${connections} connections, ${run.seconds} s each`);
  console.log('request               requests/s      MB/s  p50 ms  p99 ms | bare requests/s  p50 ms  p99 ms  ratio');
  for (const each of cases) {
    const bare = await startBare(each, millrace, run);
    try {
      const [ours, theirs] = await takeTurns([millrace.url, bare.url], each.bodies, run.seconds);
      const ratio = (ours!.requestsPerSecond / theirs!.requestsPerSecond).toFixed(2);
      ratios[`${each.name}_${run.workers}`] = ratio;
      const megabytes = (ours!.bytesPerSecond / 1e6).toFixed(1).padStart(9);
      console.log(
        each.name.padEnd(20),
        rate(ours!),
        megabytes,
        latencies(ours!),
        '|',
        rate(theirs!).padStart(15),
        latencies(theirs!),
        ratio.padStart(6),
      );
    } finally {
      await bare.stop();
    }
  }
}

const rate = (measured: Measured): string => measured.requestsPerSecond.toFixed(0).padStart(12);
const latencies = (measured: Measured): string =>
  [0.5, 0.99].map((share) => measured.latency(share).toFixed(2).padStart(7)).join(' ');

async function takeTurns(urls: readonly string[], bodies: readonly string[], seconds: number): Promise<Measured[]> {
  const amounts: number[] = [];
  for (const url of urls) amounts.push(await amountFor(url, bodies, seconds / turns));
  const measured = urls.map(() => new Measured());
  for (let turn = 0; turn < turns; turn++) {
    for (const [i, url] of urls.entries()) await measured[i]!.load(url, bodies, amounts[i]!);
  }
  return measured;
}

/** How many requests take so many seconds. The server is warm then. */
async function amountFor(url: string, bodies: readonly string[], seconds: number): Promise<number> {
  let amount = connections;
  for (let trial = 0; trial < 3; trial++) {
    const measured = new Measured();
    await measured.load(url, bodies, amount);
    amount = Math.max(connections, Math.ceil(measured.requestsPerSecond * seconds));
  }
  return amount;
}

/** @throws Error when Millrace answers one of the requests with an error: then nothing would be compared. */
async function startBare({ name, bodies }: ApiCase, { url }: ServerProcess, run: Run): Promise<ServerProcess> {
  const answers: string[] = [];
  for (const body of bodies) {
    const text = await (await fetch(url, { method: 'POST', body })).text();
    if (!text.includes('"status":"success"')) throw new Error(`${name}: ${body} was answered with ${text}`);
    answers.push(text);
  }
  const path = join(run.folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(answers));
  return startServer([bareServer, path, String(run.workers)]);
}

import autocannon from 'autocannon';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from '../cli/data-folder';
import { packageFile } from '../kit/package-root';
import { apiCases, type ApiCase } from './api-requests';
import type { Benchmark } from './benchmark';
import { filled } from './filled';
import { startServer, type ServerProcess } from './server-process';

const connections = 16;
const program = packageFile('dist', 'cli', 'main.js');
const bareServer = packageFile('dist', 'bench', 'bare-server.js');

/** Each kind of request against Millrace and against a bare server that sends the same bytes, in turn. */
export const api: Benchmark = {
  name: 'api',
  description:
    'requests a second beside a bare node:http server [--data DIR] [--workers N] [--seconds N] [--only NAME]',
  async run(args) {
    const option = (name: string): string | undefined =>
      args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
    const seconds = Number(option('--seconds') ?? 3);
    const workers = option('--workers') ?? '1';
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
    try {
      const data = option('--data') ?? (await filled(folder));
      const store = new DataFolder(data).store();
      const only = option('--only');
      const cases = (await apiCases(store)).filter(({ name }) => only === undefined || only.split(',').includes(name));
      await store.close();
      const millrace = await startServer(apiArgs(data, workers));
      try {
        return await compareAll(cases, millrace, { folder, workers, seconds });
      } finally {
        await millrace.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const apiArgs = (data: string, workers: string): string[] => [
  program,
  ...['api', '--data', data, '--port', '0', '--log-level', 'warn'],
  ...(workers === '1' ? [] : ['--workers', workers]),
];

interface Options {
  folder: string;
  workers: string;
  seconds: number;
}

async function compareAll(cases: readonly ApiCase[], millrace: ServerProcess, options: Options) {
  console.log(`${options.workers} process(es), ${connections} connections, ${options.seconds} s each`);
  console.log('request               requests/s      MB/s  p50 ms  p99 ms | bare requests/s  ratio');
  const ratios: Record<string, string> = {};
  for (const each of cases) {
    const bare = await startBare(each, millrace, options);
    try {
      const ours = await load(millrace.url, each, options.seconds);
      const theirs = await load(bare.url, each, options.seconds);
      const ratio = ours.requests.average / theirs.requests.average;
      ratios[each.name] = ratio.toFixed(2);
      const columns = [
        each.name.padEnd(20),
        ours.requests.average.toFixed(0).padStart(12),
        (ours.throughput.average / 1e6).toFixed(1).padStart(9),
        ours.latency.p50.toFixed(0).padStart(7),
        ours.latency.p99.toFixed(0).padStart(7),
        '|',
        theirs.requests.average.toFixed(0).padStart(15),
        ratio.toFixed(2).padStart(6),
      ];
      console.log(columns.join(' '));
    } finally {
      await bare.stop();
    }
  }
  return ratios;
}

/** @throws Error when Millrace answers one of the requests with an error: then nothing would be compared. */
async function startBare({ name, bodies }: ApiCase, { url }: ServerProcess, options: Options): Promise<ServerProcess> {
  const answers: string[] = [];
  for (const body of bodies) {
    const text = await (await fetch(url, { method: 'POST', body })).text();
    if (!text.includes('"status":"success"')) throw new Error(`${name}: ${body} was answered with ${text}`);
    answers.push(text);
  }
  const path = join(options.folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(answers));
  return startServer([bareServer, path, options.workers]);
}

async function load(url: string, { bodies }: ApiCase, seconds: number): Promise<autocannon.Result> {
  const requests = bodies.map((body) => ({ method: 'POST' as const, body }));
  await autocannon({ url, connections, duration: 1, requests });
  const result = await autocannon({ url, connections, duration: seconds, requests });
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${result.errors} errors, ${result.non2xx} refused`);
  return result;
}

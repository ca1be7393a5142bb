import { api } from './api';
import { backfill } from './backfill';
import { backlog } from './backlog';
import type { Benchmark } from './benchmark';
import { cluster } from './cluster';
import { codec } from './codec';
import { fanOut } from './fan-out';
import { fanOutKafka } from './fan-out-kafka';
import { firstLoad } from './first-load';
import { historyFilters } from './history-filters';
import { ingest } from './ingest';
import { logCompression } from './log-compression';
import { space } from './space';
import { stateTree } from './state-tree';
import { subscribers } from './subscribers';

// One line a benchmark.
const benchmarks: Benchmark[] = [
  api,
  backfill,
  backlog,
  cluster,
  codec,
  fanOut,
  fanOutKafka,
  firstLoad,
  historyFilters,
  ingest,
  logCompression,
  space,
  stateTree,
  subscribers,
];

async function main([name, ...args]: string[]): Promise<number> {
  const chosen = benchmarks.find((benchmark) => benchmark.name === name);
  if (!chosen) {
    if (name !== undefined) console.error(`no benchmark is called ${name}`);
    console.log('npm run bench -- NAME [arguments], where NAME is one of');
    for (const benchmark of benchmarks) console.log(`  ${benchmark.name.padEnd(16)} ${benchmark.description}`);
    return name === undefined ? 0 : 2;
  }
  const result = Object.entries(await chosen.run(args));
  console.log(`${chosen.name}: ${result.map(([key, value]) => `${key}=${value}`).join(' ')}`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

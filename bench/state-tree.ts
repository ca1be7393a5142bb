import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../kit/package-root';
import { ArchiveLog } from '../log/archive/archive-log';
import { openSource } from '../producers/open-source';
import { StateCheck } from '../producers/state-check';
import { LmdbTreeStore } from '../store/lmdb/lmdb-tree-store';
import { hashInto } from '../xrpl/hash';
import { parseHeader } from '../xrpl/header';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import { stateLeafHash } from '../xrpl/shamap';
import { StateTree } from '../xrpl/state-tree';
import type { Benchmark } from './benchmark';
import { SyntheticState } from './synthetic-state';

const recordings = ['dev', 'dev24', 'bench'].map((set) =>
  packageFile('..', 'shared', 'data', set, 'recording.ndjson.gz'),
);

/** The state root of every ledger of the recordings, and of a large synthetic state kept in a file. */
export const stateTree: Benchmark = {
  name: 'state-tree',
  description: 'state roots of recordings and of a synthetic state [--objects N] [--changes N] [--ledgers N]',
  async run(args) {
    const option = (name: string, fallback: number): number => {
      const at = args.indexOf(`--${name}`);
      return at < 0 ? fallback : Number(args[at + 1]);
    };
    const large = await synthetic(option('objects', 5_000_000), option('changes', 600), option('ledgers', 512));
    const found = recordings.filter((path) => existsSync(path));
    const sums = { ledgers: 0, seconds: 0, hashing: 0 };
    for (const path of found.length > 0 ? found : [packageFile('recordings', 'demo')]) {
      const { ledgers, seconds, hashing } = await replay(path);
      sums.ledgers += ledgers;
      sums.seconds += seconds;
      sums.hashing += hashing;
    }
    return {
      ledgers: sums.ledgers,
      ledgers_per_s: (sums.ledgers / sums.seconds).toFixed(0),
      hashing_share: (sums.hashing / sums.seconds).toFixed(2),
      ...large,
    };
  },
};

const seconds = (since: number): number => (performance.now() - since) / 1000;

async function replay(path: string): Promise<{ ledgers: number; seconds: number; hashing: number }> {
  const ledgers: LedgerDiff[][] = [];
  for await (const segments of (await openSource(path)).ledgers(undefined)) ledgers.push([...segments]);
  const began = performance.now();
  const tree = new StateTree();
  for (const segments of ledgers) {
    for (const { objects } of segments) for (const { key, blob } of objects) tree.apply(key, blob);
    const { header, ledgerIndex } = segments[0]!;
    if (!tree.rootHash().equals(parseHeader(header).accountHash)) throw new Error(`${path}: ledger ${ledgerIndex}`);
  }
  const took = seconds(began);
  const hashing = hashingAlone(ledgers);
  console.log(
    `${path}: ${ledgers.length} ledgers, every root as in its header; ${((took / ledgers.length) * 1000).toFixed(2)} ms ` +
      `a ledger, ${((hashing / took) * 100).toFixed(0)}% of it hashing`,
  );
  return { ledgers: ledgers.length, seconds: took, hashing };
}

/** The same number of hashes of the same sizes, without a tree. */
function hashingAlone(ledgers: readonly LedgerDiff[][]): number {
  const tree = new StateTree();
  let nodes = 0;
  for (const segments of ledgers) {
    for (const { objects } of segments) for (const { key, blob } of objects) tree.apply(key, blob);
    nodes += tree.unsaved().filter(({ node }) => node).length;
  }
  const inner = Buffer.alloc(4 + 512);
  const out = Buffer.alloc(32);
  const began = performance.now();
  for (const segments of ledgers) {
    for (const { objects } of segments) for (const { key, blob } of objects) if (blob) stateLeafHash(key, blob);
  }
  for (let i = 0; i < nodes; i++) hashInto(inner, out, 0);
  return seconds(began);
}

/** A state that grows to `objects`, then changes, through the producer's own check with its file. */
async function synthetic(objects: number, changes: number, ledgers: number): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
  const path = join(folder, 'nodes.mdb');
  let store = new LmdbTreeStore(path);
  try {
    const empty = new ArchiveLog(join(folder, 'log'));
    // Its headers are made up; told to warn, the check computes every root all the same.
    const check = await StateCheck.open(empty, { store, onUnproven: 'warn' });
    const state = new SyntheticState(objects);
    const mostBefore = memory();
    const growing = performance.now();
    const publish = async (segment: LedgerDiff): Promise<void> => {
      await check.verify([segment], 'synthetic');
      await check.published(segment, () => Promise.resolve());
    };
    for (const segment of state.grow()) await publish(segment);
    console.log(
      `${objects} objects: grown in ${seconds(growing).toFixed(1)} s, file ${(statSync(path).size / 1e6).toFixed(0)} MB`,
    );
    const times: number[] = [];
    for (let i = 0; i < ledgers; i++) {
      const segment = state.change(changes);
      const began = performance.now();
      await publish(segment);
      times.push(performance.now() - began);
    }
    const most = memory();
    await check.close(state.last);
    await store.close();
    store = new LmdbTreeStore(path);
    const reopening = performance.now();
    new StateTree(store).rootHash();
    const reopened = performance.now() - reopening;
    times.sort((a, b) => a - b);
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    return {
      objects: String(objects),
      changes: String(changes),
      ms_per_ledger: mean.toFixed(1),
      ms_median: times[times.length >> 1]!.toFixed(1),
      ms_worst: times.at(-1)!.toFixed(0),
      heap_mb: ((most.heap - mostBefore.heap) / 1e6).toFixed(0),
      rss_mb: (most.rss / 1e6).toFixed(0),
      file_mb: (statSync(path).size / 1e6).toFixed(0),
      reopen_ms: reopened.toFixed(1),
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What JavaScript holds, buffers included, and what the process has mapped in, pages of the file included. */
function memory(): { heap: number; rss: number } {
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}

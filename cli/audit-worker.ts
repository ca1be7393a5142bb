import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runLane, type AuditedTables, type Range } from '../consumers/audit/lane';
import { RunFolder, type Question } from '../consumers/audit/run-folder';
import { registry } from '../consumers/registry';
import { ArchiveLog } from '../log/archive/archive-log';
import { currentGenerations } from '../store/generations';
import { LmdbTreeStore } from '../store/lmdb/lmdb-tree-store';
import type { TableStore } from '../store/port';
import { TablesReader } from '../store/read/tables-reader';
import { DataFolder } from './data-folder';

interface Task {
  data: string;
  run: string;
  question: Question;
  /** Folder of the log that has the chunks: the one at the tip, or that of a stretch of history. */
  log: string;
  chunks: Range[];
  lane: number;
}

export interface ChunkDone {
  last: number;
  ledgers: number;
  transactions: number;
}

type Message = { chunk: ChunkDone } | { done: true } | { failure: string };

/** The tables as an audit reads them: without the hot state, which is no table. */
export async function auditedTables(store: TableStore): Promise<AuditedTables> {
  return { store, reader: new TablesReader(store), views: registry, generations: await currentGenerations(store) };
}

/** Audits chunks in a thread of its own. @throws Error with the thread's message */
export function auditInThread(task: Task, onChunk: (chunk: ChunkDone) => void, signal: AbortSignal): Promise<void> {
  const worker = new Worker(join(__dirname, 'audit-worker.js'), { workerData: task });
  const stop = (): void => worker.postMessage('stop');
  signal.addEventListener('abort', stop);
  return new Promise<void>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('chunk' in message) onChunk(message.chunk);
      else if ('failure' in message) reject(new Error(message.failure));
      else resolve();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`an audit thread ended with code ${code}`)));
  }).finally(() => signal.removeEventListener('abort', stop));
}

async function auditHere({ data: path, log, run: folder, question, chunks, lane }: Task): Promise<void> {
  const stop = new AbortController();
  parentPort!.on('message', () => stop.abort());
  const data = new DataFolder(path);
  const store = data.store();
  const asideFolder = join(folder, `lane-${lane}`);
  const aside = new LmdbTreeStore(join(asideFolder, 'nodes.mdb'));
  try {
    const run = RunFolder.open(folder, question, false);
    const tables = await auditedTables(store);
    const options = { log: new ArchiveLog(log), tables, aside, scratch: asideFolder };
    await runLane(
      options,
      chunks,
      async (result, expected) => {
        run.save(result, expected);
        const { last, ledgers, transactions } = result;
        parentPort!.postMessage({ chunk: { last, ledgers, transactions } } satisfies Message);
      },
      stop.signal,
    );
    parentPort!.postMessage({ done: true } satisfies Message);
  } catch (error) {
    parentPort!.postMessage({ failure: (error as Error).message } satisfies Message);
  } finally {
    await store.close();
    await aside.close();
    rmSync(asideFolder, { recursive: true, force: true });
    parentPort!.close();
  }
}

if (!isMainThread && parentPort) void auditHere(workerData as Task);

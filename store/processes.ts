import { createHash } from 'node:crypto';
import type { ProcessReport } from '../schemas/process-report';
import { processes } from '../schemas/tables/bookkeeping';
import { put, type TableStore } from './port';

/** Milliseconds after which a process that says nothing is taken to be gone. */
const forgottenAfter = 10_000;

const name = 'all';

const idOf = ({ host, pid }: ProcessReport): Buffer =>
  createHash('sha256').update(`${host} ${pid}`).digest().subarray(0, 8);

/** Says that a process lives, and what it does. */
export const writeReport = (store: TableStore, report: ProcessReport): Promise<void> =>
  store.write([put(processes, { name, process: idOf(report), report: JSON.stringify(report) })]);

/** Says that it ends. */
export const removeReport = (store: TableStore, report: ProcessReport): Promise<void> =>
  store.write([{ table: processes, delete: { name, process: idOf(report) } }]);

/** What the processes that live said last. @param now milliseconds since the epoch */
export async function readReports(store: TableStore, now: number): Promise<ProcessReport[]> {
  const rows = await store.range(processes, { name });
  const reports = rows.map(({ report }) => JSON.parse(report) as ProcessReport);
  return reports.filter(({ seen }) => now - seen < forgottenAfter);
}

/** Removes what processes left behind that were killed long ago. */
export async function removeOldReports(store: TableStore, now: number): Promise<void> {
  const rows = await store.range(processes, { name });
  const old = rows.filter(({ report }) => now - (JSON.parse(report) as ProcessReport).seen > 60 * forgottenAfter);
  if (old.length > 0) await store.write(old.map(({ process }) => ({ table: processes, delete: { name, process } })));
}

import type { MendableLog } from '../../log/port';
import type { TableStore } from '../../store/port';
import type { Reader } from '../../store/read/reader';
import { parseHeader } from '../../xrpl/header';
import type { TreeStore } from '../../xrpl/tree-store';
import type { View } from '../view';
import type { Fingerprints } from './fingerprints';
import { checkChunk, type ChunkResult, type LaneState } from './chunk';
import { RowCheck, type Generations } from './row-check';
import { SkipListCheck } from './skip-list-check';
import { StateLane } from './state-lane';

/** Ledgers checked at a time: what is lost when an audit is stopped. */
export const chunkSize = 256;

export interface Range {
  first: number;
  last: number;
}

/** The tables to compare with the log. */
export interface AuditedTables {
  store: TableStore;
  reader: Reader;
  views: readonly View[];
  generations: Generations;
}

export interface LaneOptions {
  log: Pick<MendableLog, 'salvage' | 'first'>;
  /** Without tables only the log is audited. */
  tables?: AuditedTables | undefined;
  /** Scratch space for the state tree. */
  aside: TreeStore;
  /** And for a whole state. */
  scratch: string;
}

/** Fingerprints of the keys of the rows that a chunk means, by table. */
export type Expected = ReadonlyMap<string, Fingerprints>;

export function chunksOf(from: number, to: number): Range[] {
  const chunks: Range[] = [];
  for (let first = from; first <= to;) {
    const last = Math.min(to, first - (first % chunkSize) + chunkSize - 1);
    chunks.push({ first, last });
    first = last + 1;
  }
  return chunks;
}

/** Audits chunks in ascending order, taking the state from one to the next where they follow one another. */
export async function runLane(
  options: LaneOptions,
  chunks: readonly Range[],
  onChunk: (result: ChunkResult, expected: Expected) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const { log, tables } = options;
  let lane: LaneState | undefined;
  let next = -1;
  for (const { first, last } of chunks) {
    if (signal?.aborted) return;
    if (!lane || first !== next) lane = await beginLane(options, first);
    const rows = tables && new RowCheck(tables.store, tables.views, tables.generations);
    const result = await checkChunk(log, first, last, lane, rows);
    await onChunk(result, rows?.expected ?? new Map());
    next = last + 1;
  }
}

/** What must be known of the ledgers before `from`: hashes, the last header, and the state. */
async function beginLane({ log, tables, aside, scratch }: LaneOptions, from: number): Promise<LaneState> {
  const state = new StateLane(aside, tables?.reader);
  const lane: LaneState = { before: undefined, skipLists: new SkipListCheck(), state, scratch };
  for await (const { ledgerIndex, hash, header, last } of log.salvage(
    from - chunkSize - 1,
    from - 1,
    () => undefined,
  )) {
    if (!last || ledgerIndex >= from) continue;
    // What is wrong with those is found where they are audited themselves.
    if (parseHeader(header).ledgerIndex !== ledgerIndex) continue;
    lane.before = { ledgerIndex, hash, header };
    lane.skipLists.remember(lane.before);
  }
  if (lane.before?.ledgerIndex !== from - 1) lane.before = undefined;
  if (!lane.before || (await state.begin(from - 1, lane.before.header))) return lane;
  // The tables don't know the state: it follows from the log, if that has a whole one.
  const first = (await log.first().catch(() => undefined)) ?? from;
  let begun = false;
  for await (const segment of log.salvage(first, from - 1, () => undefined)) {
    if (segment.ledgerIndex >= from) continue;
    begun ||= segment.kind === 'state';
    if (!begun) break;
    await state.follow([segment]);
  }
  return lane;
}

import type { MendableLog } from '../../log/port';
import { StateSpool } from '../../log/state-spool';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { checkLedger, type Before } from './check-ledger';
import { difference, logKinds, type Finding } from './finding';
import type { RowCheck, RowFinding } from './row-check';
import type { SkipListCheck } from './skip-list-check';
import type { StateLane } from './state-lane';

/** What is carried from one part of a lane to the next. */
export interface LaneState {
  before: Before | undefined;
  readonly skipLists: SkipListCheck;
  readonly state: StateLane;
  /** Folder of a disk that has room for a whole state. */
  readonly scratch: string;
}

export interface ChunkResult {
  first: number;
  last: number;
  ledgers: number;
  transactions: number;
  /** Ledgers whose state was proven. */
  proven: number;
  findings: (Finding | RowFinding)[];
  /** Ledgers that could not be used: what the tables should have of them is not known. */
  bad: number[];
}

/** Checks the ledgers `first` to `last` of a log, and the rows that they mean, if there are tables. */
export async function checkChunk(
  log: Pick<MendableLog, 'salvage'>,
  first: number,
  last: number,
  lane: LaneState,
  rows: RowCheck | undefined,
): Promise<ChunkResult> {
  const result: ChunkResult = { first, last, ledgers: 0, transactions: 0, proven: 0, findings: [], bad: [] };
  const provenBefore = lane.state.proven;
  const spool = new StateSpool(lane.scratch);
  try {
    await checkCollected(await collect(log, first, last, spool, result), lane, rows, result);
  } finally {
    spool.close();
  }
  result.proven = lane.state.proven - provenBefore;
  return result;
}

async function checkCollected(
  ledgers: ReadonlyMap<number, Iterable<LedgerDiff>>,
  lane: LaneState,
  rows: RowCheck | undefined,
  result: ChunkResult,
): Promise<void> {
  for (let ledger = result.first; ledger <= result.last; ledger++) {
    const segments = ledgers.get(ledger);
    const findings: Finding[] = segments
      ? checkLedger(segments, lane.before)
      : [{ kind: 'missing-ledger', ledger, differences: [difference('ledger', 'in the log', 'not there')] }];
    let usable = segments !== undefined && !findings.some(({ kind }) => logKinds.has(kind));
    if (segments && usable) {
      const stateFindings = await lane.state.check(segments);
      usable = stateFindings.length === 0;
      findings.push(...stateFindings);
    } else lane.state.lose();
    result.findings.push(...findings);
    if (!segments || !usable) {
      result.bad.push(ledger);
      lane.before = undefined;
      continue;
    }
    result.findings.push(...lane.skipLists.check(segments));
    const [first] = segments;
    const { hash, header } = first!;
    lane.before = { ledgerIndex: ledger, hash, header };
    lane.skipLists.remember(lane.before);
    result.ledgers++;
    for (const segment of segments) {
      result.transactions += segment.transactions.length;
      if (rows) result.findings.push(...(await rows.check(segment)));
    }
  }
}

/** What a log has of one ledger: in memory, unless it is a whole state, which no memory holds. */
class Collected implements Iterable<LedgerDiff> {
  count = 0;
  private readonly segments: LedgerDiff[] = [];

  constructor(private readonly spool: StateSpool | undefined) {}

  add(segment: LedgerDiff): void {
    this.count++;
    if (this.spool) this.spool.add(segment);
    else this.segments.push(segment);
  }

  [Symbol.iterator](): Iterator<LedgerDiff> {
    return this.spool ? this.spool.asAdded() : this.segments.values();
  }
}

/** The segments of each ledger; what is out of order, twice, or can't be read is reported. */
async function collect(
  log: Pick<MendableLog, 'salvage'>,
  first: number,
  last: number,
  spool: StateSpool,
  { findings }: ChunkResult,
): Promise<Map<number, Iterable<LedgerDiff>>> {
  const ledgers = new Map<number, Collected>();
  let next = first;
  const onDamage = (problem: string): void =>
    void findings.push({
      kind: 'unreadable',
      ledger: Math.min(next, last),
      differences: [difference('record', 'an Avro block', problem)],
    });
  for await (const segment of log.salvage(first, last, onDamage)) {
    const { ledgerIndex: ledger, segment: place } = segment;
    if (ledger < first || ledger > last) continue;
    // A log begins with one state; another one would be damage, and small.
    const isState = segment.kind === 'state' && spool.isEmpty;
    const segments = ledgers.get(ledger) ?? new Collected(isState ? spool : undefined);
    if (ledger < next || place !== segments.count) {
      findings.push({ kind: 'order', ledger, differences: [difference('ledger in this place', next, ledger)] });
      if (place !== segments.count) continue;
    }
    segments.add(segment);
    ledgers.set(ledger, segments);
    next = segment.last ? ledger + 1 : ledger;
  }
  return ledgers;
}

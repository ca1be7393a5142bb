import { finishAudit, type Audited } from '../consumers/audit/audit';
import { logKinds } from '../consumers/audit/finding';
import { chunksOf, runLane, type AuditedTables, type LaneOptions, type Range } from '../consumers/audit/lane';
import type { AuditReport } from '../consumers/audit/report';
import type { RowFinding } from '../consumers/audit/row-check';
import type { RunFolder } from '../consumers/audit/run-folder';
import type { MendableLog } from '../log/port';
import type { Source } from '../producers/source';
import { verifyLedger } from '../producers/verify';
import type { Write } from '../store/port';
import type { AuditedPart } from './audited-parts';
import { LedgerError, type LedgerDiff } from '../xrpl/ledger-diff';

/** Rows written at a time. */
const batch = 5000;

/**
 * Fetches what is wrong in a log from another source, and puts it in its place once the log as it would then be has
 * passed the audit. The rest of the log stays as it is.
 *
 * @returns the ledgers that were replaced
 * @throws LedgerError when the source has not got a ledger, or what it has is no better
 */
export async function repairLog(
  options: LaneOptions & { log: MendableLog },
  range: Range,
  source: Source | undefined,
): Promise<number[]> {
  const replaced = new Map<number, LedgerDiff[]>();
  // A ledger that could not be used may have hidden what is wrong with later ones: again until nothing is.
  for (let log: LaneOptions['log'] = options.log; ; log = withReplaced(options.log, replaced)) {
    const wrong = await wrongLedgers({ ...options, log }, range);
    const again = wrong.find((ledger) => replaced.has(ledger));
    if (again !== undefined) throw new LedgerError(again, 'what the source has fails the audit too', source?.name);
    if (wrong.length === 0) break;
    if (!source)
      throw new LedgerError(
        wrong[0]!,
        `is wrong in the log (${wrong.length} in all): --source says where to have it from`,
      );
    await fetchInto(replaced, wrong, source);
  }
  if (replaced.size > 0) await options.log.mend(replaced);
  return [...replaced.keys()].sort((a, b) => a - b);
}

/**
 * Makes the tables say what the logs mean.
 * @param parts of the log at the tip and of stretches of history
 * @returns what was found, and is mended
 */
export async function repairTables(
  options: Omit<LaneOptions, 'log'> & { tables: AuditedTables },
  parts: readonly AuditedPart[],
  about: Omit<Audited, 'subject'>,
  run: RunFolder,
): Promise<AuditReport> {
  const mends: Write[] = [];
  for (const { log, range } of parts) {
    await runLane({ ...options, log }, chunksOf(range.first, range.last), async (result, expected) => {
      for (const finding of result.findings) if ('mend' in finding) mends.push(finding.mend);
      run.save(result, expected);
    });
  }
  const note = ({ mend }: RowFinding): void => void mends.push(mend);
  const report = await finishAudit(run, { ...about, subject: 'tables' }, options.tables, note);
  for (let at = 0; at < mends.length; at += batch) await options.tables.store.write(mends.slice(at, at + batch));
  return report;
}

async function wrongLedgers({ tables, ...options }: LaneOptions, range: Range): Promise<number[]> {
  const wrong = new Set<number>();
  const states = tables && { ...tables, views: [] };
  await runLane({ ...options, tables: states }, chunksOf(range.first, range.last), async ({ findings }) => {
    for (const { kind, ledger } of findings) {
      if (ledger === undefined || !logKinds.has(kind)) continue;
      wrong.add(ledger);
      // Which of the two is of another chain is not known before both are there anew.
      if (kind === 'parent' && ledger > range.first) wrong.add(ledger - 1);
    }
  });
  return [...wrong].sort((a, b) => a - b);
}

async function fetchInto(
  replaced: Map<number, LedgerDiff[]>,
  wanted: readonly number[],
  source: Source,
): Promise<void> {
  const missing = new Set(wanted);
  for await (const segments of source.ledgers(undefined)) {
    const [first] = segments;
    const { ledgerIndex } = first!;
    if (missing.delete(ledgerIndex)) {
      verifyLedger(segments, undefined, source.name);
      replaced.set(ledgerIndex, [...segments]);
    }
    if (missing.size === 0) return;
  }
  const [first] = missing;
  throw new LedgerError(first!, 'the source has not got it', source.name);
}

/** The log as it would be. */
function withReplaced(log: MendableLog, replaced: ReadonlyMap<number, LedgerDiff[]>): LaneOptions['log'] {
  return {
    first: () => log.first(),
    async *salvage(from, to) {
      const kept: LedgerDiff[] = [];
      for await (const segment of log.salvage(from, to, () => undefined)) {
        if (!replaced.has(segment.ledgerIndex)) kept.push(segment);
      }
      for (const [ledger, segments] of replaced) if (ledger >= from && ledger <= to) kept.push(...segments);
      yield* kept.sort((a, b) => a.ledgerIndex - b.ledgerIndex || a.segment - b.segment);
    },
  };
}

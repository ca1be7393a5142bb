import type { MendableLog } from '../../log/port';
import { checkBookkeeping } from './bookkeeping-check';
import { extraRows } from './extra-rows';
import type { AuditedTables, Range } from './lane';
import { ReportBuilder, type AuditReport } from './report';
import type { RowFinding } from './row-check';
import type { RunFolder } from './run-folder';

/** What an audit is about: from the first to the last of its ledgers. */
export interface Audited extends Range {
  subject: string;
  log: Range;
  /** The stretches of history that the log has beside, with the ledgers they begin with. */
  stretches?: readonly Range[];
  /** The parts of the log and the stretches that were audited; all from `first` to `last` when absent. */
  audited?: readonly Range[];
}

/**
 * What remains once every chunk has been checked: rows that no ledger means, what the tables say of themselves, and
 * the report.
 * @param onRow told of each finding about the tables as a whole, with what would mend it
 */
export async function finishAudit(
  run: RunFolder,
  about: Audited,
  tables: AuditedTables | undefined,
  onRow: (finding: RowFinding) => void = () => undefined,
): Promise<AuditReport> {
  const report = new ReportBuilder();
  const sums = { ledgers: 0, transactions: 0, statesProven: 0, rows: 0 };
  const unknown = new Set<number>();
  for (const { ledgers, transactions, proven, findings, bad, tables: counted } of run.chunks()) {
    sums.ledgers += ledgers;
    sums.transactions += transactions;
    sums.statesProven += proven;
    for (const [, rows] of counted) sums.rows += rows;
    for (const ledger of bad) unknown.add(ledger);
    report.add(findings);
  }
  const { first, last, subject, log, stretches = [], audited = [{ first, last }] } = about;
  if (tables) {
    const { store, generations } = tables;
    const note = (finding: RowFinding): void => {
      report.add([finding]);
      onRow(finding);
    };
    const isAudited = (stretch: Range): boolean =>
      audited.some((part) => part.first <= stretch.first && part.last >= stretch.last);
    const whole = audited.some((part) => part.first === log.first) && stretches.every(isAudited);
    const scope = { audited, whole, known: [log, ...stretches], unknown };
    const expectedOf = (table: string): Promise<BigUint64Array> => Promise.resolve(run.expectedOf(table));
    for await (const finding of extraRows(store, generations, expectedOf, scope)) note(finding);
    for (const finding of await checkBookkeeping(store, generations, log, stretches)) note(finding);
  }
  return report.build({ subject, first, last, ...sums });
}

/** The ledgers of a log; `undefined` when there are none that can be read. */
export async function logRange(log: MendableLog): Promise<Range | undefined> {
  try {
    const [first, end] = [await log.first(), await log.end()];
    return first === undefined || !end ? undefined : { first, last: end.ledgerIndex };
  } catch {
    // Where an end of it is damaged, all of it is looked at.
    let range: Range | undefined;
    for await (const { ledgerIndex } of log.salvage(0, 0xffffffff, () => undefined)) {
      range = { first: range?.first ?? ledgerIndex, last: Math.max(range?.last ?? 0, ledgerIndex) };
    }
    return range;
  }
}

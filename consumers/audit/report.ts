import { describeFinding, type Finding, type FindingKind } from './finding';

/** Findings of one kind that a report lists. */
const mostListed = 1000;

export interface AuditReport {
  subject: string;
  first: number;
  last: number;
  ledgers: number;
  transactions: number;
  /** Ledgers whose state tree was rebuilt to the root in their header. */
  statesProven: number;
  /** Rows compared, 0 when only a log was audited. */
  rows: number;
  /** How many there are of each kind. */
  counts: Partial<Record<FindingKind, number>>;
  /** The first ones of each kind, in ledger order. */
  findings: Finding[];
}

export class ReportBuilder {
  private readonly lists = new Map<FindingKind, Finding[]>();
  private readonly counts: Partial<Record<FindingKind, number>> = {};

  add(findings: Iterable<Finding>): void {
    for (const { kind, ledger, table, row, differences } of findings) {
      const list = this.lists.get(kind) ?? [];
      this.lists.set(kind, list);
      this.counts[kind] = (this.counts[kind] ?? 0) + 1;
      if (list.length === mostListed) continue;
      list.push({
        kind,
        ...(ledger !== undefined && { ledger }),
        ...(table && { table }),
        ...(row && { row }),
        differences,
      });
    }
  }

  build(about: Omit<AuditReport, 'counts' | 'findings'>): AuditReport {
    return { ...about, counts: this.counts, findings: [...this.lists.values()].flat() };
  }
}

/** For people: what was checked, and the first divergence of each kind field by field. */
export function describeReport(report: AuditReport): string {
  const { subject, first, last, ledgers, transactions, statesProven, rows, counts, findings } = report;
  const lines = [
    `${subject}, ledgers ${first} to ${last}:`,
    `  ${ledgers} ledgers, ${transactions} transactions, ${statesProven} states proven, ${rows} rows compared`,
  ];
  for (const [kind, count] of Object.entries(counts)) {
    const example = findings.find((finding) => finding.kind === kind)!;
    lines.push(`  ${count} × ${describeFinding(example)}`);
  }
  if (findings.length === 0) lines.push('  nothing is wrong');
  return lines.join('\n');
}

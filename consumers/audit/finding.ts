/** What an audit can find. */
export type FindingKind =
  // The log
  | 'unreadable'
  | 'missing-ledger'
  | 'order'
  | 'segments'
  | 'header'
  | 'parent'
  | 'close-time'
  | 'total-drops'
  | 'transaction-tree'
  | 'transaction-order'
  | 'object-order'
  | 'state-tree'
  | 'skip-list'
  // The tables
  | 'row-missing'
  | 'row-wrong'
  | 'row-extra'
  | 'progress'
  | 'watermark';

export interface FieldDifference {
  field: string;
  expected: string;
  found: string;
}

export interface Finding {
  kind: FindingKind;
  /** The ledger it is about, where it is about one. */
  ledger?: number;
  /** The table, and the key columns of the row: bytes as hexadecimal text. */
  table?: string;
  row?: Record<string, string | number>;
  differences: FieldDifference[];
}

/** Findings that a ledger read from a source anew would mend. */
export const logKinds: ReadonlySet<FindingKind> = new Set([
  'unreadable',
  'missing-ledger',
  'order',
  'segments',
  'header',
  'parent',
  'transaction-tree',
  'transaction-order',
  'object-order',
  'state-tree',
]);

export const shown = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('hex').toUpperCase() : String(value);

export function difference(field: string, expected: unknown, found: unknown): FieldDifference {
  return { field, expected: shown(expected), found: shown(found) };
}

/** One line: the ledger or the row, and what is wrong with it. */
export function describeFinding({ kind, ledger, table, row, differences }: Finding): string {
  const where = [
    ledger === undefined ? '' : `ledger ${ledger}`,
    table ?? '',
    row
      ? Object.entries(row)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')
      : '',
  ].filter((part) => part !== '');
  const what = differences.map(({ field, expected, found }) => `${field} should be ${cut(expected)}, is ${cut(found)}`);
  return `${kind}: ${where.join(': ')}${what.length > 0 ? `: ${what.join('; ')}` : ''}`;
}

const cut = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

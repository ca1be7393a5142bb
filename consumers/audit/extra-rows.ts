import type { Table } from '../../schemas/table';
import { viewTables, type ViewName } from '../../schemas/views';
import { tableOf } from '../../store/generations';
import type { TableStore } from '../../store/port';
import type { Range } from './lane';
import { codecOf, fingerprint, keyShown, type Generations, type RowFinding } from './row-check';

/** Which rows the audit can speak about. */
export interface Scope {
  audited: readonly Range[];
  /** Whether that is all that the log and its history have: then every row must be of one of its ledgers. */
  whole: boolean;
  /** All ledgers of the log and of its history; what is of others belongs to nothing. */
  known: readonly Range[];
  /** Ledgers that could not be read, whose rows are therefore unknown. */
  unknown: ReadonlySet<number>;
}

/** Every row of the table that no ledger of the log means. */
async function extraRowsOf(
  store: TableStore,
  table: Table,
  generation: number,
  expected: BigUint64Array,
  scope: Scope,
): Promise<RowFinding[]> {
  expected.sort();
  const codec = codecOf(table);
  const found: RowFinding[] = [];
  const actual = tableOf(table, generation);
  for await (const row of store.scan(actual)) {
    if (!isWithin(row, scope) || has(expected, fingerprint(codec.key(row)))) continue;
    const { ledger } = row as { ledger?: number };
    found.push({
      kind: 'row-extra',
      ...(ledger !== undefined && { ledger }),
      table: table.name,
      row: keyShown(table, row),
      differences: [],
      mend: { table: actual, delete: row },
    });
  }
  return found;
}

function isWithin(row: object, { audited, whole, known, unknown }: Scope): boolean {
  const { ledger } = row as { ledger?: number };
  if (ledger === undefined) return whole && unknown.size === 0;
  if (unknown.has(ledger)) return false;
  const isIn = ({ first, last }: Range): boolean => ledger >= first && ledger <= last;
  return audited.some(isIn) || (whole && !known.some(isIn));
}

/** @param sorted ascending */
function has(sorted: BigUint64Array, wanted: bigint): boolean {
  let low = 0;
  for (let high = sorted.length; low < high;) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}

/** @param expectedOf fingerprints of the keys of all rows that the log means, by table; any order */
export async function* extraRows(
  store: TableStore,
  generations: Generations,
  expectedOf: (table: string) => Promise<BigUint64Array>,
  scope: Scope,
): AsyncGenerator<RowFinding> {
  for (const [view, tables] of Object.entries(viewTables)) {
    for (const table of tables) {
      const expected = await expectedOf(table.name);
      yield* await extraRowsOf(store, table, generations[view as ViewName], expected, scope);
    }
  }
}

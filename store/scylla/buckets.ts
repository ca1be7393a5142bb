import type { Table } from '../../schemas/table';

export type Cells = Readonly<Record<string, unknown>>;

/**
 * Tables with as many partitions as they have keys, and a row or a few in each. A partition costs an entry of an index
 * that isn't compressed, as large as a row of ours or larger, so 2^14 of these share what the cluster takes for one. The
 * first column decides, whose leading bits are random in each of them.
 */
const bucketed: ReadonlySet<string> = new Set(['objects', 'transaction_hashes', 'ledger_hashes', 'account_eras']);
const spareBits = 2;

/** A table as the cluster has it. */
export interface Laid {
  readonly table: Table;
  /** Columns of the key, or some of them, as the cluster has them. */
  readonly keyed: (cells: Cells) => Cells;
}

/** Where the rows of a partition lie. A later generation of a table (`objects_2`) lies as the first. */
export function laidOut(table: Table): Laid {
  if (!bucketed.has(table.name.replace(/_\d+$/, ''))) return { table, keyed: (cells) => cells };
  const [first] = Object.keys(table.partition);
  return {
    table: {
      name: table.name,
      partition: { bucket: 'u16' },
      clustering: { ...table.partition, ...table.clustering },
      values: table.values,
    },
    keyed: (cells) => ({ ...cells, bucket: (cells[first!] as Buffer).readUInt16BE() >>> spareBits }),
  };
}

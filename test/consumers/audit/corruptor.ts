import { keyShown } from '../../../consumers/audit/row-check';
import type { ColumnType, RowOf, Table } from '../../../schemas/table';
import { viewTables } from '../../../schemas/views';
import { decompress } from '../../../store/blocks/compression';
import type { TableStore, Write } from '../../../store/port';
import { RowCodec } from '../../../store/row-codec';

type Cells = Record<string, number | string | Buffer>;

export interface Corruption {
  what: string;
  /** Kind, table and key of the findings that must name it. */
  expected: string[];
}

/** Spoils rows of any table, of any column, no row twice. */
export class Corruptor {
  private readonly touched = new Set<string>();
  private readonly writes: Write[] = [];

  constructor(
    private readonly store: TableStore,
    private seed: number,
  ) {}

  async spoil(count: number): Promise<Corruption[]> {
    const done: Corruption[] = [];
    const rows = new Map<Table, RowOf<Table>[]>();
    for (const table of Object.values(viewTables).flat()) {
      const all: RowOf<Table>[] = [];
      for await (const row of this.store.scan(table)) all.push(row);
      if (all.length > 0) rows.set(table, all); // no MPTs in the demo
    }
    const tables = [...rows.keys()];
    while (done.length < count) {
      const table = tables[this.random(tables.length)]!;
      const all = rows.get(table)!;
      const corruption = this.one(table, all[this.random(all.length)]!, rows.get(table)!);
      if (corruption) done.push(corruption);
    }
    await this.store.write(this.writes);
    return done;
  }

  private one(table: Table, row: Cells, all: readonly Cells[]): Corruption | undefined {
    const choice = this.random(4);
    if (choice === 0) return this.remove(table, row);
    if (choice === 1) return this.add(table, row, all);
    const columns = { ...table.partition, ...table.clustering, ...table.values };
    const names = Object.keys(columns);
    const name = choice === 2 && 'ledger' in columns ? 'ledger' : names[this.random(names.length)]!;
    return this.change(table, row, name, columns[name]!, all);
  }

  private remove(table: Table, row: Cells): Corruption | undefined {
    if (!this.claim(table, row)) return undefined;
    this.writes.push({ table, delete: row });
    return { what: `removed a row of ${table.name}`, expected: [named('row-missing', table, row)] };
  }

  private add(table: Table, row: Cells, all: readonly Cells[]): Corruption | undefined {
    const [name, type] = Object.entries({ ...table.partition, ...table.clustering })[0]!;
    const added = { ...row, [name]: this.spoilt(row[name]!, type) };
    if (isThere(table, added, all) || !this.claim(table, added)) return undefined;
    this.writes.push({ table, row: added });
    return { what: `added a row to ${table.name}`, expected: [named('row-extra', table, added)] };
  }

  private change(
    table: Table,
    row: Cells,
    name: string,
    type: ColumnType,
    all: readonly Cells[],
  ): Corruption | undefined {
    const changed = { ...row, [name]: this.spoilt(row[name]!, type) };
    const what = `changed ${name} of a row of ${table.name}`;
    if (name in table.values) {
      if (type === 'bytes' && name === 'block' && sameContent(row[name] as Buffer, changed[name] as Buffer))
        return undefined;
      if (!this.claim(table, row)) return undefined;
      this.writes.push({ table, row: changed });
      return { what, expected: [named('row-wrong', table, row)] };
    }
    // A column of the key: the row is now another one.
    if (isThere(table, changed, all) || this.isClaimed(table, row) || !this.claim(table, changed)) return undefined;
    this.claim(table, row);
    this.writes.push({ table, delete: row }, { table, row: changed });
    return { what, expected: [named('row-missing', table, row), named('row-extra', table, changed)] };
  }

  private spoilt(cell: number | string | Buffer, type: ColumnType): number | Buffer {
    const bits = { u8: 8, u16: 16, u32: 32 }[type as 'u8'];
    if (bits) return ((cell as number) ^ (2 ** this.random(bits))) >>> 0;
    const bytes = Buffer.from(cell as Buffer);
    bytes[this.random(bytes.length)]! ^= 1 << this.random(8);
    return bytes;
  }

  private isClaimed(table: Table, row: Cells): boolean {
    return this.touched.has(keyText(table, row));
  }

  private claim(table: Table, row: Cells): boolean {
    if (this.isClaimed(table, row)) return false;
    this.touched.add(keyText(table, row));
    return true;
  }

  private random(below: number): number {
    this.seed = (this.seed * 48271) % 0x7fffffff;
    return this.seed % below;
  }
}

const keyText = (table: Table, row: Cells): string => `${table.name} ${new RowCodec(table).key(row).toString('hex')}`;
const named = (kind: string, table: Table, row: Cells): string =>
  `${kind} ${table.name} ${JSON.stringify(keyShown(table, row))}`;

const keysOf = new WeakMap<readonly Cells[], Set<string>>();
function isThere(table: Table, row: Cells, all: readonly Cells[]): boolean {
  let keys = keysOf.get(all);
  if (!keys) keysOf.set(all, (keys = new Set(all.map((other) => keyText(table, other)))));
  return keys.has(keyText(table, row));
}

/** What differs only in how it is compressed is no corruption: the digest doesn't see it either. */
function sameContent(a: Buffer, b: Buffer): boolean {
  try {
    return decompress(a).equals(decompress(b));
  } catch {
    return false;
  }
}

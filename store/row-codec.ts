import type { Columns, ColumnType, RowOf, Table } from '../schemas/table';

type Cell = number | string | Buffer;
type Cells = Record<string, Cell>;

const widths: Record<ColumnType, number | undefined> = {
  u8: 1,
  u16: 2,
  u32: 4,
  hash256: 32,
  hash192: 24,
  hash64: 8,
  account: 20,
  bytes: undefined,
  text: undefined,
};

function encodeCell(type: ColumnType, value: Cell): Buffer {
  switch (type) {
    case 'u8':
    case 'u16':
    case 'u32': {
      const width = widths[type]!;
      const bytes = Buffer.allocUnsafe(width);
      bytes.writeUIntBE(value as number, 0, width);
      return bytes;
    }
    case 'text':
      return Buffer.from(`${value as string}\0`); // ends where the next column begins
    default:
      return value as Buffer;
  }
}

function widthOf(entries: readonly [string, ColumnType][]): number | undefined {
  return entries.reduce<number | undefined>((sum, [, type]) => {
    const width = widths[type];
    return sum === undefined || width === undefined ? undefined : sum + width;
  }, 0);
}

function absent(type: ColumnType, width: number | undefined): Cell {
  if (type === 'text') return '';
  return width !== undefined && width <= 4 ? 0 : Buffer.alloc(0);
}

/** Columns as one run of bytes whose unsigned order is the order of the columns. */
export class ColumnCodec {
  private readonly entries: [string, ColumnType][];
  /** Bytes of a row; `undefined` when it varies. */
  readonly width: number | undefined;
  /** Bytes before a last column of `bytes`, where only that varies. */
  private readonly lead: number | undefined;

  constructor(columns: Columns) {
    this.entries = Object.entries(columns);
    this.width = widthOf(this.entries);
    const last = this.entries.at(-1)?.[1];
    this.lead = last === 'bytes' ? widthOf(this.entries.slice(0, -1)) : undefined;
  }

  /** Leading columns suffice; encoding ends at the first one that is absent. */
  encode(cells: Readonly<Cells>): Buffer {
    if (this.entries.length === 1) {
      const [name, type] = this.entries[0]!;
      const value = cells[name];
      return value === undefined ? Buffer.alloc(0) : encodeCell(type, value);
    }
    if (this.width !== undefined) return this.encodeFixed(cells, this.width);
    if (this.lead !== undefined) {
      const tail = cells[this.entries.at(-1)![0]] as Buffer | undefined;
      return this.encodeFixed(cells, this.lead + (tail?.length ?? 0));
    }
    const parts: Buffer[] = [];
    for (const [name, type] of this.entries) {
      const value = cells[name];
      if (value === undefined) break;
      parts.push(encodeCell(type, value));
    }
    return Buffer.concat(parts);
  }

  /** @param most bytes, that all columns take */
  private encodeFixed(cells: Readonly<Cells>, most: number): Buffer {
    const bytes = Buffer.allocUnsafe(most);
    let at = 0;
    for (const [name, type] of this.entries) {
      const value = cells[name];
      if (value === undefined) break;
      if (typeof value === 'number') at = bytes.writeUIntBE(value, at, widths[type]!);
      else at += (value as Buffer).copy(bytes, at);
    }
    return bytes.subarray(0, at);
  }

  /**
   * Writes the columns into `row`; what the row was written without, since the schema did not have it then, is 0 or empty.
   * @returns where they end
   */
  decode(bytes: Buffer, at: number, row: Cells): number {
    for (const [name, type] of this.entries) {
      const width = widths[type];
      if (at >= bytes.length) {
        row[name] = absent(type, width);
      } else if (width === undefined) {
        const end = type === 'text' ? bytes.indexOf(0, at) : bytes.length;
        row[name] = type === 'text' ? bytes.toString('utf8', at, end) : bytes.subarray(at, end);
        at = type === 'text' ? end + 1 : end;
      } else if (width <= 4) {
        row[name] = bytes.readUIntBE(at, width);
        at += width;
      } else {
        row[name] = bytes.subarray(at, at + width);
        at += width;
      }
    }
    return at;
  }
}

/** Rows as key and value bytes, the same for every backend that stores bytes, and for digests. */
export class RowCodec<T extends Table = Table> {
  readonly partition: ColumnCodec;
  readonly clustering: ColumnCodec;
  readonly values: ColumnCodec;

  constructor(readonly table: T) {
    this.partition = new ColumnCodec(table.partition);
    this.clustering = new ColumnCodec(table.clustering);
    this.values = new ColumnCodec(table.values);
  }

  key(row: object): Buffer {
    const partition = this.partition.encode(row as Cells);
    const clustering = this.clustering.encode(row as Cells);
    return clustering.length === 0 ? partition : Buffer.concat([partition, clustering]);
  }

  value(row: object): Buffer {
    return this.values.encode(row as Cells);
  }

  row(key: Buffer, value: Buffer): RowOf<T> {
    const row: Cells = {};
    this.clustering.decode(key, this.partition.decode(key, 0, row), row);
    this.values.decode(value, 0, row);
    return row as RowOf<T>;
  }
}

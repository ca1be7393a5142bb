import type { KeyOf, Table } from '../../schemas/table';
import type { Write } from '../port';
import { RowCodec } from '../row-codec';
import { laidOut, type Laid } from './buckets';

/** Servers warn of batches above 128 KB and refuse those above 1 MB. */
const mostBytes = 64 << 10;
const mostRows = 100;
/** What a row costs on the wire beside its values. */
const rowOverhead = 40;

/**
 * Groups writes by the partition they go to, so that each group is one request to one replica set. Of several
 * writes of one row only the last remains, unless the row has its own order: those of one request have one timestamp.
 */
export function partitionBatches(writes: readonly Write[]): Write[][] {
  const layouts = new Map<Table, Laid & { codec: RowCodec }>();
  const partitions = new Map<Table, Map<string, Map<string, Write>>>();
  for (const write of writes) {
    const { table } = write;
    let layout = layouts.get(table);
    if (!layout) {
      const laid = laidOut(table);
      layouts.set(table, (layout = { ...laid, codec: new RowCodec(laid.table) }));
    }
    let ofTable = partitions.get(table);
    if (!ofTable) partitions.set(table, (ofTable = new Map<string, Map<string, Write>>()));
    const { codec } = layout;
    const key = layout.keyed('row' in write ? write.row : write.delete) as KeyOf<Table>;
    const name = codec.partition.encode(key).toString('latin1');
    let rows = ofTable.get(name);
    if (!rows) ofTable.set(name, (rows = new Map<string, Write>()));
    rows.set(table.rises === undefined ? codec.clustering.encode(key).toString('latin1') : String(rows.size), write);
  }
  return [...partitions.values()].flatMap((ofTable) => [...ofTable.values()].flatMap((rows) => split(rows.values())));
}

function split(rows: Iterable<Write>): Write[][] {
  const batches: Write[][] = [];
  let bytes = Infinity;
  for (const write of rows) {
    const size = rowOverhead + sizeOf(write);
    const batch = batches.at(-1);
    if (!batch || bytes + size > mostBytes || batch.length >= mostRows) {
      batches.push([write]);
      bytes = size;
    } else {
      batch.push(write);
      bytes += size;
    }
  }
  return batches;
}

function sizeOf(write: Write): number {
  const cells: unknown[] = Object.values('row' in write ? write.row : write.delete);
  return cells.reduce<number>((sum, cell) => sum + (Buffer.isBuffer(cell) ? cell.length : 8), 0);
}

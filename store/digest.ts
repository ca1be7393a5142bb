import { createHash } from 'node:crypto';
import type { Table } from '../schemas/table';
import { viewTables, type ViewName } from '../schemas/views';
import { decompress } from './blocks/compression';
import { currentGenerations, tableOf } from './generations';
import type { TableStore } from './port';
import { RowCodec } from './row-codec';

export interface TableDigest {
  table: string;
  rows: number;
  /** 32 bytes as hex. */
  digest: string;
}

const modulus = 1n << 256n;

/** What the stored value means: compressed bytes may differ between versions of zlib, their content may not. */
function logicalValue(codec: RowCodec, row: object): Buffer {
  const { block } = row as { block?: Buffer };
  return block === undefined ? codec.value(row) : decompress(block);
}

/** A digest over all rows of a table in any order: the sum of the rows' SHA-256. */
async function digestTable(store: TableStore, table: Table, generation: number): Promise<TableDigest> {
  const codec = new RowCodec(table);
  let sum = 0n;
  let rows = 0;
  for await (const row of store.scan(tableOf(table, generation))) {
    const key = codec.key(row);
    const hash = createHash('sha256').update(key).update(logicalValue(codec, row)).digest('hex');
    sum = (sum + BigInt(`0x${hash}`)) % modulus;
    rows++;
  }
  return { table: table.name, rows, digest: sum.toString(16).padStart(64, '0') };
}

/** Digests of every table that answers, read through the port: equal for stores that hold the same, of whatever kind. */
export async function digestTables(store: TableStore): Promise<TableDigest[]> {
  const generations = await currentGenerations(store);
  const digests: TableDigest[] = [];
  for (const [view, tables] of Object.entries(viewTables)) {
    for (const table of tables) digests.push(await digestTable(store, table, generations[view as ViewName]));
  }
  return digests;
}

/** One digest over all of them. */
export function combineDigests(digests: readonly TableDigest[]): string {
  const hash = createHash('sha256');
  for (const { table, rows, digest } of digests) hash.update(`${table} ${rows} ${digest}\n`);
  return hash.digest('hex');
}

import type { RowOf, Table } from '../../schemas/table';
import { decompress } from '../../store/blocks/compression';
import { tableOf } from '../../store/generations';
import { RowCodec } from '../../store/row-codec';
import type { TableStore, Write } from '../../store/port';
import { hashInto } from '../../xrpl/hash';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import type { ViewName } from '../../schemas/views';
import type { View } from '../view';
import { Fingerprints } from './fingerprints';
import { difference, shown, type FieldDifference, type Finding } from './finding';

/** A finding about a row, and the write that mends it. */
export interface RowFinding extends Finding {
  mend: Write;
}

export type Generations = Record<ViewName, number>;

const codecs = new Map<string, RowCodec>();
export function codecOf(table: Table): RowCodec {
  let codec = codecs.get(table.name);
  if (!codec) codecs.set(table.name, (codec = new RowCodec(table)));
  return codec;
}

const scratch = Buffer.alloc(32);
/** Eight bytes that stand for a row's key: two keys of one table share them once in 10^10 for a billion rows. */
export function fingerprint(key: Buffer): bigint {
  hashInto(key, scratch, 0);
  return scratch.readBigUInt64BE(0);
}

/** The key columns of a row, for people. */
export function keyShown({ partition, clustering }: Table, row: object): Record<string, string | number> {
  const cells = row as Record<string, number | string | Buffer>;
  const names = [...Object.keys(partition), ...Object.keys(clustering)];
  return Object.fromEntries(
    names.map((name) => [name, typeof cells[name] === 'number' ? cells[name] : shown(cells[name])]),
  );
}

/** Whether every row that the log means is in the tables, as it should be. */
export class RowCheck {
  /** Fingerprints of the keys of all rows expected, by table. */
  readonly expected = new Map<string, Fingerprints>();
  rows = 0;

  constructor(
    private readonly store: TableStore,
    private readonly views: readonly View[],
    private readonly generations: Generations,
  ) {}

  async check(segment: LedgerDiff): Promise<RowFinding[]> {
    const found: RowFinding[] = [];
    for (const view of this.views) {
      for (const write of view.rows(segment)) {
        if (!('row' in write)) continue;
        const finding = await this.compare(write.table, write.row, this.generations[view.name], segment.ledgerIndex);
        if (finding) found.push(finding);
      }
    }
    return found;
  }

  private async compare(
    table: Table,
    row: RowOf<Table>,
    generation: number,
    ledger: number,
  ): Promise<RowFinding | undefined> {
    this.rows++;
    const codec = codecOf(table);
    const key = codec.key(row);
    let keys = this.expected.get(table.name);
    if (!keys) this.expected.set(table.name, (keys = new Fingerprints()));
    keys.push(fingerprint(key));
    const actual = tableOf(table, generation);
    const about = { ledger, table: table.name, row: keyShown(table, row), mend: { table: actual, row } };
    const stored = await this.store.get(actual, row);
    if (!stored) return { kind: 'row-missing', ...about, differences: [] };
    if (codec.value(row).equals(codec.value(stored))) return undefined;
    const differences = valueDifferences(table, row, stored);
    return differences.length === 0 ? undefined : { kind: 'row-wrong', ...about, differences };
  }
}

function valueDifferences(table: Table, expected: object, found: object): FieldDifference[] {
  return Object.entries(table.values).flatMap(([name, type]) => {
    const [a, b] = [expected, found].map((row) => (row as Record<string, unknown>)[name]);
    if (shown(a) === shown(b)) return [];
    return type === 'bytes' && name === 'block' ? blockDifferences(a as Buffer, b as Buffer) : [difference(name, a, b)];
  });
}

/** Blocks count as the same when they hold the same: another version of zlib may have compressed them. */
function blockDifferences(expected: Buffer, found: Buffer): FieldDifference[] {
  const content = decompress(expected);
  let other: Buffer;
  try {
    other = decompress(found);
  } catch (error) {
    return [difference('block', `${content.length} bytes, compressed`, (error as Error).message)];
  }
  if (content.equals(other)) return [];
  const at = content.findIndex((byte, i) => byte !== other[i]);
  const place = at < 0 ? content.length : at;
  const around = (bytes: Buffer): Buffer => bytes.subarray(place, place + 16);
  return [
    difference(
      `block, ${content.length} and ${other.length} bytes, from byte ${place}`,
      around(content),
      around(other),
    ),
  ];
}

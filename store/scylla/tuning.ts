import type { Table } from '../../schemas/table';

/** Changes with anything below: tables that say another version of it are altered when they are next written. */
const version = 1;

/**
 * Rows of a partition come within one ledger and are not written again: a read finds them in one file, which the
 * bloom filters know, so files are merged by size and each row is rewritten only a few times.
 */
const writtenOnce = `compaction = {'class': 'SizeTieredCompactionStrategy'}`;
/** Partitions that grow with every ledger: levels bound how many files one read must look into. */
const growing = `compaction = {'class': 'LeveledCompactionStrategy', 'sstable_size_in_mb': 160}`;

/** Blocks are compressed where they are made, with dictionaries: doing it again costs time and gains nothing. */
const asItIs = `compression = {'enabled': 'false'}`;
/** Rows of keys and small numbers, read by ones: chunks small enough that a read unpacks little beside its row. */
const packed = `compression = {'class': 'ZstdCompressor', 'chunk_length_in_kb': 16}`;

const ofTable: Record<string, readonly string[]> = {
  contents: [writtenOnce, asItIs],
  ledgers: [writtenOnce, packed],
  ledger_hashes: [writtenOnce, packed],
  transaction_hashes: [writtenOnce, packed],
};

/** How a table is stored, as CQL options. A later generation of a table (`objects_2`) is stored as the first. */
export function tuningOf(table: Table): { options: string; comment: string } {
  const name = table.name.replace(/_\d+$/, '');
  const comment = `Millrace, tuning ${version}`;
  const options = [...(ofTable[name] ?? [growing, packed]), `comment = '${comment}'`];
  return { options: options.join(' AND '), comment };
}

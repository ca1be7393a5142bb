import { open, rename } from 'node:fs/promises';
import { inflateRawSync, deflateRawSync } from 'node:zlib';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { decodeRecord, encodeRecord } from '../record-codec';
import { BlockReader, type Block } from './block-reader';
import { frameBlock, newHeader } from './container';
import { endOfRange, listFiles, type ArchiveFile } from './files';

type OnDamage = (problem: string) => void;

async function filesOf(folder: string, from: number, to: number): Promise<ArchiveFile[]> {
  const files = await listFiles(folder);
  return files.filter(({ first, last }) => first <= to && (last ?? endOfRange(first)) >= from);
}

/** Whatever can be read in the files of these ledgers; damage is stepped over from one sync marker to the next. */
export async function* salvageFiles(
  folder: string,
  from: number,
  to: number,
  onDamage: OnDamage,
): AsyncGenerator<LedgerDiff> {
  for (const file of await filesOf(folder, from, to)) yield* salvageFile(file, onDamage);
}

async function* salvageFile(file: ArchiveFile, onDamage: OnDamage): AsyncGenerator<LedgerDiff> {
  const blocks = await BlockReader.open(file.path);
  try {
    for (;;) {
      const block = await nextBlock(blocks, file, onDamage);
      if (block === 'end') return;
      if (block === 'damaged') {
        if (!(await blocks.resync())) return;
        continue;
      }
      let segment: LedgerDiff;
      try {
        segment = decodeRecord(inflateRawSync(block.data));
      } catch (error) {
        onDamage(`${(error as Error).message} (${file.path})`);
        continue;
      }
      yield segment;
    }
  } finally {
    await blocks.close();
  }
}

async function nextBlock(
  blocks: BlockReader,
  file: ArchiveFile,
  onDamage: OnDamage,
): Promise<Block | 'end' | 'damaged'> {
  try {
    const block = await blocks.next();
    if (block) return block;
    if (blocks.leftover === 0) return 'end';
    // In an open file this may be a block that is still being written, unless there is more behind it.
    if (file.last !== undefined) onDamage(`${blocks.leftover} bytes at the end are no block (${file.path})`);
  } catch (error) {
    onDamage(`${(error as Error).message} (${file.path})`);
  }
  return 'damaged';
}

/** Writes the files of these ledgers anew, with them in their places. */
export async function mendFiles(folder: string, ledgers: ReadonlyMap<number, readonly LedgerDiff[]>): Promise<void> {
  const files = new Map<string, ArchiveFile>();
  for (const ledgerIndex of ledgers.keys()) {
    const [file] = await filesOf(folder, ledgerIndex, ledgerIndex);
    if (!file) throw new Error(`ledger ${ledgerIndex}: no file of the archive ${folder} holds it`);
    files.set(file.path, file);
  }
  for (const file of files.values()) await mendFile(file, ledgers);
}

async function mendFile(file: ArchiveFile, ledgers: ReadonlyMap<number, readonly LedgerDiff[]>): Promise<void> {
  const last = file.last ?? endOfRange(file.first);
  const kept = new Map<number, LedgerDiff[]>();
  for await (const segment of salvageFile(file, () => undefined)) {
    const { ledgerIndex, segment: place } = segment;
    if (ledgers.has(ledgerIndex) || ledgerIndex < file.first || ledgerIndex > last) continue;
    const segments = kept.get(ledgerIndex) ?? [];
    if (place === segments.length) kept.set(ledgerIndex, [...segments, segment]);
  }
  for (const [ledgerIndex, segments] of ledgers) {
    if (ledgerIndex >= file.first && ledgerIndex <= last) kept.set(ledgerIndex, [...segments]);
  }
  const path = `${file.path}.mended`;
  const handle = await open(path, 'w');
  try {
    const { bytes, sync } = newHeader();
    await handle.appendFile(bytes);
    for (const [, segments] of [...kept].sort(([a], [b]) => a - b)) {
      for (const segment of segments)
        await handle.appendFile(frameBlock(1, deflateRawSync(encodeRecord(segment)), sync));
    }
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(path, file.path);
}

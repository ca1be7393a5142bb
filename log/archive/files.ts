import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Ledgers a file: aligned, so that the same ledgers always land in the same file. */
export const ledgersPerFile = 256;

export interface ArchiveFile {
  path: string;
  first: number;
  /** `undefined` for the file that is still being written. */
  last: number | undefined;
}

const name = /^(\d{10})-(\d{10}|open)\.avro$/;
const pad = (ledgerIndex: number): string => String(ledgerIndex).padStart(10, '0');

export const sealedName = (first: number, last: number): string => `${pad(first)}-${pad(last)}.avro`;
export const openName = (first: number): string => `${pad(first)}-open.avro`;

/** Last ledger of the aligned range that `ledgerIndex` belongs to. */
export const endOfRange = (ledgerIndex: number): number =>
  ledgerIndex - (ledgerIndex % ledgersPerFile) + ledgersPerFile - 1;

/** The archive files of a folder by first ledger; an absent folder is an empty archive. */
export async function listFiles(folder: string): Promise<ArchiveFile[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const files: ArchiveFile[] = [];
  for (const entry of names) {
    const match = name.exec(entry);
    if (!match) continue;
    const last = match[2] === 'open' ? undefined : Number(match[2]);
    files.push({ path: join(folder, entry), first: Number(match[1]), last });
  }
  return files.sort((a, b) => a.first - b.first);
}

import type { Reader } from '../store/read/reader';
import { findField } from '../xrpl/codec/walk';
import { directoryPage } from '../xrpl/keylets/directory';

const keySize = 32;

export interface DirectoryPage {
  readonly number: bigint;
  readonly keys: Buffer[];
}

/** The pages of a directory from that one on, in their order; none when there is no such page. */
export async function* directoryPages(
  root: Buffer,
  first: bigint,
  ledgerIndex: number,
  reader: Reader,
): AsyncGenerator<DirectoryPage> {
  for (let number = first; ;) {
    const page = await reader.object(directoryPage(root, number), ledgerIndex);
    if (!page) return;
    yield { number, keys: keysOf(page) };
    const next = findField(page, 'IndexNext');
    number = next ? page.readBigUInt64BE(next.start) : 0n;
    if (number === 0n) return;
  }
}

/** The entries that a page of a directory lists. */
export function keysOf(page: Buffer): Buffer[] {
  const indexes = findField(page, 'Indexes');
  const keys: Buffer[] = [];
  if (indexes) for (let at = indexes.start; at < indexes.end; at += keySize) keys.push(page.subarray(at, at + keySize));
  return keys;
}

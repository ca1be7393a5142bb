import { readFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { packageFile } from '../../kit/package-root';

export type BlockKind = 'transactions' | 'objects';

/** Every dictionary ever published, by the number that begins a block; the last one is used for new blocks. */
const published = [1] as const;
const newest = published[published.length - 1]!;

const dictionaries = new Map<string, Buffer>();
function dictionary(kind: BlockKind, version: number): Buffer {
  const name = `${kind}-${version}`;
  let found = dictionaries.get(name);
  if (!found) {
    if (!(published as readonly number[]).includes(version)) {
      throw new Error(`block made with dictionary ${name}, which this version of Millrace does not have`);
    }
    found = readFileSync(packageFile('store', 'blocks', 'dictionaries', `${name}.dict`));
    dictionaries.set(name, found);
  }
  return found;
}

/**
 * Raw DEFLATE with a preset dictionary, behind one byte that names the dictionary. On the calling thread: for
 * blocks of this size, handing them to the thread pool costs more than compressing them.
 */
export function compress(kind: BlockKind, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of(newest), deflateRawSync(bytes, { level: 6, dictionary: dictionary(kind, newest) })]);
}

/** @throws Error when the block is damaged. */
export function decompress(kind: BlockKind, block: Buffer): Buffer {
  return inflateRawSync(block.subarray(1), { dictionary: dictionary(kind, block[0]!), chunkSize: 32768 });
}

import { readFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { packageFile } from '../../kit/package-root';

/** Every dictionary ever published, by the number that begins a block; the last one is used for new blocks. */
const published = [1] as const;
const newest = published[published.length - 1]!;

/** Level 5 with the largest hash table: 0.5% larger than level 6 with the default one, in three quarters of the time. */
const effort = { level: 5, memLevel: 9 };

const dictionaries = new Map<number, Buffer>();
function dictionary(version: number): Buffer {
  let found = dictionaries.get(version);
  if (!found) {
    if (!(published as readonly number[]).includes(version)) {
      throw new Error(`block made with dictionary ${version}, which this version of Millrace does not have`);
    }
    found = readFileSync(packageFile('store', 'blocks', 'dictionaries', `contents-${version}.dict`));
    dictionaries.set(version, found);
  }
  return found;
}

/**
 * Raw DEFLATE with a preset dictionary, behind one byte that names the dictionary. On the calling thread: for
 * blocks of this size, handing them to the thread pool costs more than compressing them.
 */
export function compress(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of(newest), deflateRawSync(bytes, { ...effort, dictionary: dictionary(newest) })]);
}

/** @throws Error when the block is damaged. */
export function decompress(block: Buffer): Buffer {
  return inflateRawSync(block.subarray(1), { dictionary: dictionary(block[0]!), chunkSize: 32768 });
}

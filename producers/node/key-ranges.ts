import type { StateEntry } from './ledger-node';

const mostParts = 4096;
const pagesPerPart = 8;

/** The keys after `after` and up to `upTo`, 32 bytes each; `after` is absent for the very first, as is `upTo` for the last. */
export interface KeyRange {
  readonly after: Buffer | undefined;
  readonly upTo: Buffer | undefined;
}

/** The key space in `count` parts of the same size, in order. Keys are hashes, so the parts are equally full. */
export function keyRanges(count: number): KeyRange[] {
  const bounds = Array.from({ length: count - 1 }, (_, i) => {
    const bound = Buffer.alloc(32, 0xff);
    bound.writeUInt32BE(Math.floor(((i + 1) * 0x100000000) / count) - 1);
    return bound;
  });
  return Array.from({ length: count }, (_, i) => ({ after: bounds[i - 1], upTo: bounds[i] }));
}

/**
 * How many parts to load a state in, told from where its first page ends: as many as leave each some pages, so that the
 * last page of each, which runs on into the next part, weighs little.
 */
export function partsFor(endOfFirstPage: Buffer): number {
  const pages = 0x100000000 / (endOfFirstPage.readUInt32BE() + 1);
  return Math.min(mostParts, Math.max(1, Math.floor(pages / pagesPerPart)));
}

/**
 * Loads ranges side by side, `atOnce` of them, and gives them in their order.
 * @param load every entry of one range
 */
export async function* loadRanges(
  ranges: readonly KeyRange[],
  atOnce: number,
  load: (range: KeyRange) => Promise<StateEntry[]>,
): AsyncGenerator<StateEntry[]> {
  const running: Promise<StateEntry[]>[] = [];
  let started = 0;
  do {
    while (started < ranges.length && running.length < atOnce) {
      const loading = load(ranges[started++]!);
      loading.catch(() => undefined); // awaited below, unless an earlier one fails
      running.push(loading);
    }
    yield await running.shift()!;
  } while (running.length > 0 || started < ranges.length);
}

import type { StretchBounds } from '../log/stretch';

/** Ledgers, inclusive. */
export interface Ledgers {
  readonly first: number;
  readonly last: number;
}

/**
 * The stretches to fetch so that all of `wanted` is there: those begun and not whole come as they are, the rest is cut
 * where ledgers are multiples of `size`, so that whoever plans, and whenever, comes to the same. The newest come first.
 *
 * @param begun whole or not
 * @param tip the ledger with whose state the log at the tip begins: it has those after it
 */
export function planHistory(
  wanted: Ledgers,
  begun: readonly StretchBounds[],
  tip: number,
  size: number,
): StretchBounds[] {
  const { first, last } = { first: Math.max(wanted.first, 2), last: Math.min(wanted.last, tip) };
  const planned = begun.filter((stretch) => stretch.last >= first && stretch.base < last);
  const taken = [...planned].sort((a, b) => a.base - b.base);
  let base = first - 1;
  for (const { base: end, last: next } of [...taken, { base: last, last }]) {
    for (; base < end; base = Math.min(end, nextMultiple(base, size))) {
      planned.push({ base, last: Math.min(end, nextMultiple(base, size)) });
    }
    base = Math.max(base, next);
  }
  return planned.sort((a, b) => b.base - a.base);
}

const nextMultiple = (ledgerIndex: number, size: number): number => (Math.floor(ledgerIndex / size) + 1) * size;

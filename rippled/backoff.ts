const first = 250;
const longest = 30_000;

/**
 * Milliseconds to wait before the attempt that follows `failures` failed ones. Any moment up to a doubling limit
 * ("full jitter"), so that clients of a node that comes back don't all come back at once.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  return Math.round(random() * Math.min(longest, first * 2 ** Math.max(0, failures - 1)));
}

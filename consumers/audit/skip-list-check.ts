import { selector } from '../../xrpl/codec/select';
import { parseHeader } from '../../xrpl/header';
import { longTermLedgerHashes, recentLedgerHashes } from '../../xrpl/keylets/singletons';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { difference, type Finding } from './finding';

const hashesOf = selector(['Hashes']);
const recent = 256;

/**
 * The skip lists in the state against the hashes of the ledgers seen so far: the short one has the 256 ledgers
 * before, a long one every 256th (rippled's updateSkipList).
 */
export class SkipListCheck {
  private readonly seen = new Map<number, string>();

  /** Takes note of a ledger without looking at its lists. */
  remember({ ledgerIndex, hash }: { ledgerIndex: number; hash: Buffer }): void {
    this.seen.set(ledgerIndex, hash.toString('hex').toUpperCase());
    const past = ledgerIndex - recent - 1;
    if (past % recent !== 0) this.seen.delete(past);
  }

  /** @param segments of the ledger after those seen */
  check(segments: Iterable<LedgerDiff>): Finding[] {
    const [first] = segments;
    const { ledgerIndex: ledger, header, kind } = first!;
    const found: Finding[] = [];
    const long = longTermLedgerHashes(ledger - 1);
    let updated = false;
    for (const { objects } of segments) {
      for (const { key, blob } of objects) {
        const isRecent = key.equals(recentLedgerHashes);
        if (!blob || (!isRecent && !key.equals(long))) continue;
        const hashes = hashesOf(blob).Hashes as string[];
        const newest = isRecent ? ledger - 1 : ledger - 1 - ((ledger - 1) % recent);
        const step = isRecent ? 1 : recent;
        if (isRecent) updated = true;
        hashes.forEach((hash, i) => {
          const of = newest - (hashes.length - 1 - i) * step;
          const expected = this.seen.get(of);
          if (found.length > 0 || expected === undefined || hash === expected) return;
          found.push({ kind: 'skip-list', ledger, differences: [difference(`hash of ledger ${of}`, expected, hash)] });
        });
      }
    }
    if (kind === 'diff' && !updated) {
      const { parentHash } = parseHeader(header);
      found.push({
        kind: 'skip-list',
        ledger,
        differences: [difference(`hash of ledger ${ledger - 1}`, parentHash, 'no change')],
      });
    }
    return found;
  }
}

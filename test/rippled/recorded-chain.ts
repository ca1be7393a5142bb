import { transactionId } from '../../xrpl/hash';
import type { LedgerDiff } from '../../xrpl/ledger-diff';

interface Version {
  readonly ledgerIndex: number;
  readonly blob: Buffer | null;
}

/** Recorded ledgers as a node knows them: each with what it changed, and the state at any of them. */
export class RecordedChain {
  /** The ledger whose whole state comes first. */
  readonly base: number;
  readonly last: number;
  private readonly ledgers = new Map<number, LedgerDiff>();
  private readonly versions = new Map<string, Version[]>();
  private readonly keys: string[];

  /** @param ledgers the first with its whole state, every other as one segment */
  constructor(ledgers: readonly (readonly LedgerDiff[])[]) {
    this.base = ledgers[0]![0]!.ledgerIndex;
    this.last = ledgers.at(-1)![0]!.ledgerIndex;
    for (const segments of ledgers) {
      this.ledgers.set(segments[0]!.ledgerIndex, segments[0]!);
      for (const { ledgerIndex, objects } of segments) {
        for (const { key, blob } of objects) {
          const hex = key.toString('hex').toUpperCase();
          const versions = this.versions.get(hex);
          if (versions) versions.push({ ledgerIndex, blob });
          else this.versions.set(hex, [{ ledgerIndex, blob }]);
        }
      }
    }
    this.keys = [...this.versions.keys()].sort();
  }

  ledger(index: number): LedgerDiff | undefined {
    return this.ledgers.get(index);
  }

  object(hex: string, at: number): Buffer | null {
    return this.versions.get(hex)?.findLast(({ ledgerIndex }) => ledgerIndex <= at)?.blob ?? null;
  }

  /** Objects of ledger `at` with keys after `after`, in key order. */
  *stateAfter(after: string, at: number): Generator<[key: string, blob: Buffer]> {
    for (let place = this.placeAfter(after); place < this.keys.length; place++) {
      const key = this.keys[place]!;
      const blob = this.object(key, at);
      if (blob) yield [key, blob];
    }
  }

  /** The first key after `key` that ledger `at` has. */
  keyAfter(key: string, at: number): string | undefined {
    for (const [found] of this.stateAfter(key, at)) return found;
    return undefined;
  }

  /** The last key before `key` that ledger `at` has. */
  keyBefore(key: string, at: number): string | undefined {
    for (let place = this.placeAfter(key) - 1; place >= 0; place--) {
      const found = this.keys[place]!;
      if (found !== key && this.object(found, at)) return found;
    }
    return undefined;
  }

  /** Where the first key after `key` stands, by halving. */
  private placeAfter(key: string): number {
    let [low, high] = [0, this.keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.keys[middle]! > key) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** As servers give them: by id. */
export function byId({ transactions }: LedgerDiff): LedgerDiff['transactions'] {
  const ids = new Map(transactions.map((each) => [each, transactionId(each.transaction)]));
  return [...transactions].sort((a, b) => ids.get(a)!.compare(ids.get(b)!));
}

import type { MendableLog } from '../log/port';
import type { Source } from '../producers/source';
import type { LedgerDiff } from '../xrpl/ledger-diff';

/** A source as the log that an audit reads: forward, once. */
export class SourceLog implements Pick<MendableLog, 'salvage' | 'first'> {
  private ledgers: AsyncIterator<Iterable<LedgerDiff>> | undefined;
  /** Read already, and of a later part. */
  private ahead: Iterable<LedgerDiff> | undefined;
  private failed = false;

  constructor(private readonly source: Source) {}

  /** With the whole state that some begin with, which `extent` doesn't count. */
  async first(): Promise<number | undefined> {
    this.ahead ??= await this.next(() => undefined);
    const [segment] = this.ahead ?? [];
    return segment?.ledgerIndex;
  }

  async *salvage(from: number, to: number, onDamage: (problem: string) => void): AsyncGenerator<LedgerDiff> {
    while (!this.failed) {
      const segments = this.ahead ?? (await this.next(onDamage));
      this.ahead = undefined;
      if (!segments) return;
      const [first] = segments;
      const { ledgerIndex } = first!;
      if (ledgerIndex > to) {
        this.ahead = segments;
        return;
      }
      if (ledgerIndex >= from) yield* segments;
    }
  }

  async close(): Promise<void> {
    await this.ledgers?.return?.(undefined);
  }

  /** What a source can't give, it can't go on after either. */
  private async next(onDamage: (problem: string) => void): Promise<Iterable<LedgerDiff> | undefined> {
    try {
      this.ledgers ??= this.source.ledgers(undefined)[Symbol.asyncIterator]();
      const next = await this.ledgers.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      this.failed = true;
      onDamage((error as Error).message);
      return undefined;
    }
  }
}

import type { PipelineSource } from '../schemas/pipeline';
import type { LedgerDiff } from '../xrpl/ledger-diff';

/** How an archive or a recording stands: it gives what it has, and then it is read. */
export class FileHealth {
  isRead = false;
  private newest: number | undefined;

  constructor(
    private readonly name: string,
    private readonly kind: 'archive' | 'recording',
  ) {}

  /** Notes what it gives. */
  giving<S extends Iterable<LedgerDiff>>(ledgerIndex: number, segments: S): S {
    this.newest = ledgerIndex;
    return segments;
  }

  get described(): PipelineSource {
    const { name, kind, isRead, newest } = this;
    const state = isRead ? 'read' : 'following';
    const known = newest !== undefined && { newest };
    return { name, kind, state, health: 1, asked: !isRead, refused: 0, ...known };
  }
}

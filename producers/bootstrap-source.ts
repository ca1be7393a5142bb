import type { Logger } from '../kit/logger';
import type { PipelineSource } from '../schemas/pipeline';
import { LedgerError, type LedgerDiff } from '../xrpl/ledger-diff';
import type { Source } from './source';

/**
 * Ledgers of an archive (or a recording), then of nodes from where it ends: a start without loading a state from a node. What
 * of the archive is wrong or can't be read is asked of the nodes instead, with all that comes after it.
 */
export class BootstrapSource implements Source {
  readonly name: string;
  readonly live: boolean;
  private refused: LedgerError | undefined;
  private fromNodes = false;

  constructor(
    private readonly archive: Source,
    private readonly nodes: Source,
    private readonly logger: Pick<Logger, 'info' | 'warn'>,
  ) {
    this.name = `${archive.name}, ${nodes.name}`;
    this.live = nodes.live;
  }

  extent(): ReturnType<Source['extent']> {
    return this.nodes.extent();
  }

  async *ledgers(from: number | undefined, signal?: AbortSignal): AsyncGenerator<Iterable<LedgerDiff>> {
    const next = yield* this.archived(from, signal);
    this.fromNodes = true;
    this.logger.info(
      { archive: this.archive.name, ledgerIndex: next },
      'the archive has been read: going on with nodes',
    );
    yield* this.nodes.ledgers(next, signal);
  }

  refuse(error: LedgerError): void {
    if (this.fromNodes) this.nodes.refuse?.(error);
    else this.refused = error;
  }

  health(): PipelineSource[] {
    const standing = [...(this.archive.health?.() ?? []), ...(this.nodes.health?.() ?? [])];
    // Nodes are asked once the archive is read.
    return standing.map((each, place) => (place === 0 || this.fromNodes ? each : { ...each, asked: false }));
  }

  close(): void {
    this.archive.close?.();
    this.nodes.close?.();
  }

  /** @returns the ledger to go on with */
  private async *archived(
    from: number | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Iterable<LedgerDiff>, number | undefined> {
    const extent = await this.archive.extent();
    if (from !== undefined && (!extent || extent.last < from)) return from;
    let next = from;
    try {
      for await (const segments of this.archive.ledgers(from, signal)) {
        yield segments;
        if (this.refused) throw this.refused;
        const [first] = segments;
        next = first!.ledgerIndex + 1;
      }
    } catch (error) {
      // Without its first state, the nodes would begin elsewhere.
      if (!(error instanceof LedgerError) || next === undefined) throw error;
      this.logger.warn(
        { archive: this.archive.name, ledgerIndex: next },
        `${error.message}: going on with nodes from there`,
      );
    }
    return next;
  }
}

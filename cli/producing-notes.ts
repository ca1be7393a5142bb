import type { Published } from '../producers/producer';
import type { LedgerError } from '../xrpl/ledger-diff';
import type { OnUnprovenState } from '../producers/state-check';
import type { LedgerSpan, PipelineBackfill, PipelineSource, PipelineVerification } from '../schemas/pipeline';
import type { ProducingReport } from '../schemas/process-report';

/** What of an error is told. */
export type Refusal = Pick<LedgerError, 'ledgerIndex' | 'message'>;

/** What a producer has done so far, for the picture of the pipeline. */
export class ProducingNotes {
  /** Whether it publishes, or stands by. */
  publishing = false;
  sources: readonly PipelineSource[] = [];
  backfill: PipelineBackfill | undefined;
  private log: ProducingReport['log'];
  private refused = 0;
  private lastRefusal: PipelineVerification['lastRefusal'];
  private readonly states = { proven: 0, unproven: 0, failed: 0 };

  constructor(private readonly stateCheck: OnUnprovenState) {}

  /** What the log held before the first that was published here. */
  readonly onLog = ({ first, last }: LedgerSpan): void => {
    this.log = { ...this.log, first, last: Math.max(last, this.log?.last ?? 0) };
  };

  readonly onPublished = ({ ledgerIndex, closedAt, state }: Published): void => {
    this.states[state] += 1;
    this.log = { first: this.log?.first ?? ledgerIndex, last: ledgerIndex, closedAt };
  };

  readonly onRefused = ({ ledgerIndex, message: reason }: Refusal): void => {
    this.refused += 1;
    this.lastRefusal = { ledgerIndex, reason, time: Date.now() };
  };

  report(): ProducingReport {
    const { publishing, sources, log, refused, lastRefusal, stateCheck, backfill } = this;
    const states = { ...this.states };
    const verified = states.proven + states.unproven + states.failed;
    return {
      publishing,
      sources,
      ...(log && { log }),
      verification: { verified, refused, ...(lastRefusal && { lastRefusal }), stateCheck, states },
      ...(backfill && { backfill }),
    };
  }
}

import type { Metrics } from '../kit/metrics';
import type { Published } from '../producers/producer';

/** How verification goes: what has been proven, how far that is behind the source, what was refused. */
export class VerificationMetrics {
  private readonly verified;
  private readonly refusals;
  private readonly newest;
  private readonly behind;
  private readonly delay;

  /** @param last the last ledger that the source is known to have */
  constructor(
    metrics: Metrics,
    private readonly last: number | undefined,
  ) {
    this.verified = metrics.counter(
      'millrace_ledgers_verified_total',
      'Ledgers whose header, parent and transactions were proven and which were published, by what became of their state.',
      ['state'],
    );
    this.refusals = metrics.counter('millrace_ledgers_refused_total', 'Ledgers of a source that failed verification.');
    this.newest = metrics.gauge('millrace_ledger_verified', 'The newest ledger verified.');
    this.behind = metrics.gauge('millrace_ledgers_behind', 'Ledgers of the source that are not verified yet.');
    this.delay = metrics.gauge(
      'millrace_ledger_lag_seconds',
      'From the close of the newest ledger verified to when it was published.',
    );
    for (const state of ['proven', 'unproven', 'failed'] as const) this.verified.inc({ state }, 0);
  }

  readonly onPublished = ({ ledgerIndex, closedAt, state }: Published): void => {
    this.verified.inc({ state });
    this.newest.set(ledgerIndex);
    this.delay.set((Date.now() - closedAt) / 1000);
    if (this.last !== undefined) this.behind.set(Math.max(0, this.last - ledgerIndex));
  };

  readonly onRefused = (): void => this.refusals.inc();
}

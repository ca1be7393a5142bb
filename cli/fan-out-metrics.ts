import type { PublishedLedgers } from '../consumers/fan-out/fan-out';
import type { Metrics } from '../kit/metrics';

/** How the fan-out goes: how far each topic has come, how far that is behind the log, what was published. */
export class FanOutMetrics {
  private readonly published;
  private readonly newest;
  private readonly behind;
  private readonly closedAt;
  private readonly leads;
  private next: ReadonlyMap<string, number> = new Map();
  private end: number | undefined;

  constructor(metrics: Metrics) {
    const labels = ['topic'] as const;
    this.published = metrics.counter('millrace_fan_out_records_total', 'Records published, by topic.', labels);
    this.newest = metrics.gauge('millrace_fan_out_ledger', 'The last ledger that a topic has all records of.', labels);
    this.behind = metrics.gauge('millrace_fan_out_ledgers_behind', 'Ledgers of the log that a topic lacks.', labels);
    this.closedAt = metrics.gauge(
      'millrace_fan_out_close_time_seconds',
      'When the last ledger that every topic has closed, in seconds since 1970.',
    );
    this.leads = metrics.gauge('millrace_fan_out_publishing', '1 in the process that publishes, 0 where it stands by.');
    this.leads.set(0);
  }

  /** Takes the role over. */
  readonly onOpened = (next: ReadonlyMap<string, number>): void => {
    this.leads.set(1);
    this.reached(next);
  };

  readonly onPublished = ({ closedAt, next, records }: PublishedLedgers): void => {
    for (const [topic, count] of records) this.published.inc({ topic }, count);
    this.closedAt.set(closedAt / 1000);
    this.reached(next);
  };

  /** The log is known to have ledgers up to this one. */
  readonly onEnd = (ledgerIndex: number): void => {
    this.end = ledgerIndex;
    this.reached(this.next);
  };

  /** Gives the role back: others say from here on how far it has come. */
  readonly onClosed = (): void => {
    this.leads.set(0);
    this.newest.reset();
    this.behind.reset();
    this.next = new Map();
  };

  private reached(next: ReadonlyMap<string, number>): void {
    this.next = next;
    for (const [topic, wanted] of next) {
      if (wanted > 0) this.newest.set({ topic }, wanted - 1);
      // What was published since the log was looked at is more than was known of it.
      if (this.end !== undefined) this.behind.set({ topic }, Math.max(0, this.end + 1 - wanted));
    }
  }
}

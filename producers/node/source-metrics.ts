import type { Metrics } from '../../kit/metrics';
import type { NodeFailure } from '../../rippled/node-error';
import { sourceName } from '../source-name';
import { nodeStates, type NodeStanding } from './node-standing';

/** What ledgers are pulled for: to follow the tip, or to fetch history. */
export type Purpose = 'tip' | 'history';

/** Seconds: from a ledger on the same machine to the longest deadline. */
const buckets = [0.005, 0.02, 0.1, 0.5, 2, 10, 60];

/** The figures of sources, by their addresses. */
export class SourceMetrics {
  private readonly requests;
  private readonly failures;
  private readonly refusals;
  private readonly limits;
  private readonly waited;
  private readonly watched = new Set<{
    readonly standings: readonly NodeStanding[];
    readonly followed: () => NodeStanding | undefined;
  }>();

  constructor(
    private readonly metrics: Metrics,
    private readonly purpose: Purpose,
  ) {
    const labels = ['source', 'purpose'] as const;
    this.requests = metrics.histogram(
      'millrace_source_request_seconds',
      'Requests that a source answered: its count is the rate.',
      [...labels, 'call'],
      buckets,
    );
    this.failures = metrics.counter(
      'millrace_source_failures_total',
      'Requests that a source did not answer, or only with an error.',
      [...labels, 'failure'],
    );
    this.refusals = metrics.counter(
      'millrace_source_refusals_total',
      'Ledgers of a source that failed verification; each time it is set aside.',
      labels,
    );
    this.limits = metrics.counter(
      'millrace_source_limits_total',
      'Times that a source asked us to slow down: it warned, or refused.',
      [...labels, 'how'],
    );
    this.waited = metrics.counter(
      'millrace_source_wait_seconds_total',
      'Seconds in which verification had nothing to do but to wait for a source; its rate is the share of time.',
      ['purpose'],
    );
    this.waited.inc({ purpose }, 0);
    this.gauge('millrace_source_health', 'From 0, not to be asked, to 1.', ({ health }) => health);
    this.gauge(
      'millrace_source_newest_ledger',
      'The newest ledger that a source has validated.',
      ({ newest }) => newest,
    );
    this.gauge('millrace_source_followed', 'Whether the ledger taken up last came from this source.', (_, is) =>
      Number(is),
    );
    const help = `How a source stands: ${nodeStates.map((state, i) => `${i} ${state}`).join(', ')}.`;
    this.gauge('millrace_source_state', help, ({ state }) => nodeStates.indexOf(state));
  }

  requested(source: string, call: string, milliseconds: number, failure: NodeFailure | undefined): void {
    const { purpose } = this;
    if (failure === undefined) this.requests.observe({ source, purpose, call }, milliseconds / 1000);
    else this.failures.inc({ source, purpose, failure });
  }

  refused(source: string): void {
    this.refusals.inc({ source, purpose: this.purpose });
  }

  limited(source: string, how: 'warned' | 'refused'): void {
    this.limits.inc({ source, purpose: this.purpose, how });
  }

  /** @param milliseconds for which the next ledger was not there yet */
  readonly waitedFor = (milliseconds: number): void => this.waited.inc({ purpose: this.purpose }, milliseconds / 1000);

  /**
   * How these stand is told from now on.
   * @returns what ends that
   */
  watch(standings: readonly NodeStanding[], followed: () => NodeStanding | undefined): () => void {
    const watched = { standings, followed };
    this.watched.add(watched);
    for (const { node } of standings) this.refusals.inc({ source: sourceName(node.name), purpose: this.purpose }, 0);
    return () => void this.watched.delete(watched);
  }

  /** @param read its value for one source */
  private gauge(name: string, help: string, read: (standing: NodeStanding, isFollowed: boolean) => number): void {
    this.metrics.gauge(name, help, ['source', 'purpose'], (gauge) => {
      gauge.reset();
      for (const { standings, followed } of this.watched) {
        for (const each of standings) {
          gauge.set({ source: sourceName(each.node.name), purpose: this.purpose }, read(each, each === followed()));
        }
      }
    });
  }
}

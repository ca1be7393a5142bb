import type { Metrics } from '../kit/metrics';
import type { ReadCounts } from '../store/read/read-counts';
import type { CallObserver } from './counters';
import type { Dispatcher } from './dispatch';
import { knownMethods } from './known-methods';
import type { AddressLimits } from './protection/address-limits';
import type { ApiServer } from './server';

/** Upper bounds in seconds: from an answer out of memory to the deadline of a forwarded one. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export interface Watched {
  readonly dispatcher: Dispatcher;
  readonly server: ApiServer;
  readonly limits: AddressLimits;
  readonly reads: ReadCounts | undefined;
}

/** What the API of this process does, for whoever runs it. */
export class ApiMetrics {
  private readonly seconds;
  private readonly answers;
  private readonly errors;

  constructor(private readonly metrics: Metrics) {
    const help = 'Time from a call to its answer, forwarded ones included, by method.';
    this.seconds = metrics.histogram('millrace_api_request_seconds', help, ['method'], buckets);
    this.answers = metrics.counter('millrace_api_answers_total', 'Answers, by method and what they were.', [
      'method',
      'outcome',
    ]);
    this.errors = metrics.counter('millrace_api_errors_total', 'Answers that are errors, by their name.', ['error']);
    for (const error of ['internal', 'tooBusy', 'notReady'] as const) this.errors.inc({ error }, 0);
  }

  readonly observe: CallObserver = (name, seconds, outcome, error) => {
    const method = knownMethods.has(name) ? name : 'other';
    this.seconds.observe({ method }, seconds);
    this.answers.inc({ method, outcome });
    if (error !== undefined) this.errors.inc({ error });
  };

  watch({ dispatcher, server, limits, reads }: Watched): void {
    const { metrics } = this;
    metrics.watchProcess();
    metrics.watch('millrace_api_calls_under_way', 'Calls that are being answered.', () => dispatcher.underWay);
    metrics.watch('millrace_api_websockets', 'WebSocket connections that are open.', () => server.webSockets);
    metrics.watchTotals(
      'millrace_api_limits_total',
      'Limits by address that were met: requests refused, connections cut, connections not let in.',
      'limit',
      () => limits.met,
    );
    if (!reads) return;
    metrics.watchTotals(
      'millrace_api_reads_total',
      'Objects and blocks of contents read, by where they were: hot state, memory or tables.',
      'from',
      () => ({
        hot_state: reads.objectHot,
        object_tables: reads.objectStored,
        block_cache: reads.blockCached,
        block_tables: reads.blockRead,
      }),
    );
  }
}

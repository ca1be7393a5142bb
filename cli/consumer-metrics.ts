import type { PipelinePicture } from '../api/pipeline/picture';
import type { Written } from '../consumers/runner-options';
import type { Metrics } from '../kit/metrics';
import type { Pipeline } from '../schemas/pipeline';

/** What a consumer has written. */
export class ConsumerMetrics {
  private readonly ledgers;
  private readonly transactions;
  private readonly rows;

  constructor(metrics: Metrics) {
    this.ledgers = metrics.counter('millrace_written_ledgers_total', 'Ledgers whose rows this process has written.');
    this.transactions = metrics.counter('millrace_written_transactions_total', 'Transactions of those ledgers.');
    this.rows = metrics.counter('millrace_written_rows_total', 'Rows written, of all views.');
  }

  readonly onWritten = ({ ledgers, transactions, rows }: Written): void => {
    this.ledgers.inc(ledgers);
    this.transactions.inc(transactions);
    this.rows.inc(rows);
  };
}

/** How far the log, the views and what is visible are, as any process that has the tables can tell. */
export function watchPipeline(metrics: Metrics, picture: PipelinePicture): void {
  // While the tables can't be read there is nothing to tell, and everything else still is.
  const read = (): Promise<Pipeline | undefined> => picture.read().catch(() => undefined);
  const one = (name: string, help: string, of: (pipeline: Pipeline) => number | undefined): void => {
    metrics.gauge(name, help, [], async (gauge) => {
      gauge.reset();
      const pipeline = await read();
      const value = pipeline && of(pipeline);
      if (value === undefined) gauge.remove();
      else gauge.set(value);
    });
  };
  one('millrace_log_ledger', 'The newest ledger of the log, as far as it is known here.', ({ log }) => log?.last);
  one('millrace_visible_ledger', 'The newest ledger that the API serves.', ({ visible }) => visible?.last);
  one('millrace_visible_age_seconds', 'Since that ledger closed.', ({ visible }) => visible?.age);

  metrics.gauge('millrace_view_ledger', 'The newest ledger that a view holds.', ['view'], async (gauge) => {
    gauge.reset();
    for (const { name: view, ledgers } of (await read())?.views ?? []) {
      const last = ledgers.at(-1)?.last;
      if (last !== undefined) gauge.set({ view }, last);
    }
  });
  metrics.gauge('millrace_view_lag_ledgers', 'Ledgers of the log that a view lacks.', ['view'], async (gauge) => {
    gauge.reset();
    for (const { name: view, lag } of (await read())?.views ?? []) if (lag !== undefined) gauge.set({ view }, lag);
  });
  const help = 'Ledgers of the log that some view of a group lacks.';
  metrics.gauge('millrace_group_lag_ledgers', help, ['group'], async (gauge) => {
    gauge.reset();
    for (const { name: group, lag } of (await read())?.groups ?? []) if (lag !== undefined) gauge.set({ group }, lag);
  });
}

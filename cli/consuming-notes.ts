import type { Written } from '../consumers/runner-options';
import { Rate } from '../kit/rate';
import type { ConsumingReport } from '../schemas/process-report';

/** How fast a consumer is, for the picture of the pipeline. */
export class ConsumingNotes {
  private readonly ledgers = new Rate();
  private readonly transactions = new Rate();
  private readonly rows = new Rate();

  constructor(
    private readonly views: readonly string[],
    private readonly group?: string,
  ) {}

  readonly onWritten = ({ ledgers, transactions, rows }: Written): void => {
    this.ledgers.add(ledgers);
    this.transactions.add(transactions);
    this.rows.add(rows);
  };

  report(): ConsumingReport {
    const { views, group, ledgers, transactions, rows } = this;
    const rates = {
      ledgers: ledgers.perSecond(),
      transactions: transactions.perSecond(),
      rows: rows.perSecond(),
    };
    return { ...(group !== undefined && { group }), views, rates };
  }
}

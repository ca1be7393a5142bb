/** Plain lines come at most this often, in milliseconds; a terminal's line is redrawn more often. */
const plainInterval = 2000;
const redrawInterval = 100;
const barWidth = 24;

export interface Goal {
  first: number;
  last: number;
}

/** Shows long work: one redrawn line on a terminal, plain lines now and then elsewhere. Writes to standard error. */
export class Progress {
  private readonly started = performance.now();
  private shownAt = -Infinity;
  private ledgers = 0;
  private transactions = 0;
  private ledgerIndex = 0;
  private shownLedgers = 0;
  private drawn = false;

  /**
   * @param goal the ledgers to come, if that is known
   * @param inOrder whether they come ascending, perhaps after some that were there before; else all of them are counted
   */
  constructor(
    private readonly what: string,
    private readonly goal: Goal | undefined,
    private readonly inOrder = true,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  advance(ledgerIndex: number, ledgers: number, transactions: number): void {
    if (ledgerIndex === 0) return; // part of a ledger
    this.ledgerIndex = ledgerIndex;
    this.ledgers += ledgers;
    this.transactions += transactions;
    const now = performance.now();
    const interval = this.out.isTTY ? redrawInterval : plainInterval;
    if (now - this.shownAt < interval) return;
    this.shownAt = now;
    this.show();
  }

  /** Ends the line, with the totals. */
  done(): void {
    if (this.ledgers === 0) return;
    if (this.shownLedgers !== this.ledgers || this.drawn) this.show();
    if (this.drawn) this.out.write('\n');
  }

  private show(): void {
    this.shownLedgers = this.ledgers;
    const seconds = (performance.now() - this.started) / 1000;
    const rate = this.ledgers / Math.max(seconds, 0.001);
    const parts = [
      `${this.what} ledger ${this.ledgerIndex}`,
      `${this.ledgers} ledgers`,
      `${this.transactions} transactions`,
      `${rate.toFixed(0)} ledgers/s`,
    ];
    const left = this.goal && this.goal.last - this.reached;
    if (left !== undefined && left > 0) parts.push(`${duration(left / rate)} left`);
    if (this.out.isTTY) {
      this.drawn = true;
      // A line that is longer than the terminal is wide could not be drawn over.
      const line = `${this.bar()}${parts.join(' · ')}`.slice(0, this.out.columns - 1);
      this.out.write(`\r\x1b[K${line}`);
    } else this.out.write(`${parts.join(', ')}\n`);
  }

  /** How far the goal is reached, as if they came in order. */
  private get reached(): number {
    return this.inOrder || !this.goal ? this.ledgerIndex : this.goal.first + this.ledgers - 1;
  }

  private bar(): string {
    if (!this.goal) return '';
    const { first, last } = this.goal;
    const share = Math.min(1, Math.max(0, (this.reached - first + 1) / (last - first + 1)));
    const full = Math.round(share * barWidth);
    return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${String(Math.floor(share * 100)).padStart(3)}% `;
  }
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown time';
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

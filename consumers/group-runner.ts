import { partitionProgress } from '../schemas/tables/bookkeeping';
import type { PartitionedLog } from '../log/partitioned-log';
import { currentGenerations, generationLifetime, tableOf } from '../store/generations';
import { put, type TableStore, type Write } from '../store/port';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { PartitionProgress } from './partition-range';
import { tracingClock, type Tracer } from '../kit/tracer';
import { tracedLedger } from '../xrpl/traced-ledger';
import type { Written } from './runner-options';
import type { View } from './view';

export interface GroupRunnerOptions {
  log: PartitionedLog;
  store: TableStore;
  /** The views that the group fills. */
  views: readonly View[];
  /** Processes with the same name share the work. */
  group: string;
  /** The generation to fill, where it isn't the one that answers. */
  generation?: number;
  onWritten?: (written: Written) => void;
  tracer?: Tracer | undefined;
}

/**
 * One member of a group that materializes a partitioned log. Writes commute, so it knows nothing of the other partitions:
 * rows first, then how far the partition has come, and only then is the log told. Ended at any moment, whoever has the
 * partition next repeats what was not told.
 */
export class GroupRunner {
  /** By partition, view and generation. */
  private readonly positions = new Map<string, Promise<Position>>();
  private generations: { asOf: number; current: Record<string, number> } | undefined;

  constructor(private readonly options: GroupRunnerOptions) {}

  run(signal: AbortSignal): Promise<void> {
    const { log, group } = this.options;
    const work = {
      reached: (partition: number) => this.reached(partition),
      take: (partition: number, segments: readonly LedgerDiff[]) => this.take(partition, segments),
    };
    return log.join(group, work, signal);
  }

  private async reached(partition: number): Promise<number> {
    return Math.min(...(await this.positionsIn(partition)).map(({ last }) => last));
  }

  private async take(partition: number, segments: readonly LedgerDiff[]): Promise<void> {
    const { store, onWritten, tracer } = this.options;
    const since = tracer ? tracingClock() : 0;
    const rows: Write[] = [];
    const positions = await this.positionsIn(partition);
    for (const position of positions) {
      for (const segment of segments) for (const row of position.rows(segment)) rows.push(row);
    }
    if (rows.length > 0) await store.write(rows);
    const progress = positions.flatMap((position) => position.checkpoint());
    if (progress.length > 0) await store.write(progress);
    for (const position of positions) position.told();
    const whole = segments.filter(({ last }) => last);
    const ledgerIndex = segments.at(-1)!.ledgerIndex;
    const transactions = segments.reduce((sum, segment) => sum + segment.transactions.length, 0);
    if (tracer) this.trace(whole, since);
    onWritten?.({ ledgerIndex, ledgers: whole.length, transactions, rows: rows.length });
  }

  private trace(whole: readonly LedgerDiff[], since: number): void {
    const now = tracingClock();
    for (const segment of whole) {
      if (segment.kind === 'state') continue;
      for (const { name: view } of this.options.views) {
        this.options.tracer!.step(tracedLedger(segment), 'consume', since, now, { view });
      }
    }
  }

  private async positionsIn(partition: number): Promise<Position[]> {
    const { views, generation: fixed } = this.options;
    const current = fixed === undefined ? await this.current() : {};
    return Promise.all(views.map((view) => this.position(view, fixed ?? current[view.name]!, partition)));
  }

  private async current(): Promise<Record<string, number>> {
    const now = performance.now();
    if (!this.generations || now - this.generations.asOf > generationLifetime) {
      this.generations = { asOf: now, current: await currentGenerations(this.options.store) };
    }
    return this.generations.current;
  }

  private position(view: View, generation: number, partition: number): Promise<Position> {
    const name = `${partition} ${view.name} ${generation}`;
    let position = this.positions.get(name);
    if (!position) {
      position = this.load(view, generation, partition);
      position.catch(() => this.positions.delete(name));
      this.positions.set(name, position);
    }
    return position;
  }

  private async load(view: View, generation: number, partition: number): Promise<Position> {
    const key = { view: view.name, generation, partition };
    const found = await this.options.store.get(partitionProgress, key);
    return new Position(view, { ...key, first: 0, last: 0, state: 0, ...found });
  }
}

/** How far one view has come in one partition. */
class Position {
  private durable: number;

  constructor(
    private readonly view: View,
    private at: PartitionProgress,
  ) {
    this.durable = at.last;
  }

  get last(): number {
    return this.at.last;
  }

  rows(segment: LedgerDiff): Write[] {
    const { ledgerIndex, kind, last } = segment;
    const { generation } = this.at;
    if (last && ledgerIndex > this.at.last) {
      const first = this.at.first || ledgerIndex;
      this.at = { ...this.at, first, last: ledgerIndex, state: kind === 'state' ? ledgerIndex : this.at.state };
    }
    const rows = this.view.rows(segment);
    return generation === 1 ? rows : rows.map((row) => ({ ...row, table: tableOf(row.table, generation) }));
  }

  /** What to write once the rows are durable. */
  checkpoint(): Write[] {
    return this.at.last === this.durable ? [] : [put(partitionProgress, this.at)];
  }

  /** What `checkpoint` said is durable: until then it says it again, for what failed comes again. */
  told(): void {
    this.durable = this.at.last;
  }
}

import type { StretchBounds } from '../log/stretch';
import type { Published } from '../producers/producer';
import type { PipelineBackfill } from '../schemas/pipeline';

/** How far a backfill is, for the picture of the pipeline. */
export class BackfillNotes {
  private missing = 0;
  private fetched = 0;
  private plan: readonly StretchBounds[] = [];
  /** The newest ledger fetched of each stretch, by its base. */
  private readonly reached = new Map<number, number>();

  readonly onPlanned = (missing: number, plan: readonly StretchBounds[]): void => {
    this.missing = missing;
    this.plan = plan;
  };

  readonly onPublished = ({ ledgerIndex, isState }: Published): void => {
    if (isState) return;
    this.fetched += 1;
    const stretch = this.plan.find(({ base, last }) => ledgerIndex > base && ledgerIndex <= last);
    if (stretch) this.reached.set(stretch.base, ledgerIndex);
  };

  /** Nothing when there is nothing to fetch, or no more. */
  report(): PipelineBackfill | undefined {
    const { missing, fetched, plan, reached } = this;
    if (fetched >= missing) return undefined;
    const stretches = plan
      .filter(({ base, last }) => reached.get(base) !== last)
      .map(({ base, last }) => {
        const newest = reached.get(base);
        return { first: base + 1, last, ...(newest !== undefined && { reached: newest }) };
      });
    return { missing, fetched, stretches };
  }
}

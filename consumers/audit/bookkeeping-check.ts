import { coverage, progress, watermark } from '../../schemas/tables/bookkeeping';
import { viewNames } from '../../schemas/views';
import type { TableStore } from '../../store/port';
import { commonRange } from '../watermark';
import { difference } from './finding';
import type { Range } from './lane';
import type { Generations, RowFinding } from './row-check';

/** What the tables say they hold, which must not be more than the log has. */
export async function checkBookkeeping(
  store: TableStore,
  generations: Generations,
  log: Range,
  stretches: readonly Range[],
): Promise<RowFinding[]> {
  const found: RowFinding[] = [];
  const isWithin = (row: Range, part: Range): boolean => row.first >= part.first && row.last <= part.last;
  const shown = await store.range(coverage, { name: 'visible' });
  const held: Range[][] = [];
  // In this order, so that a consumer at work is never found to be ahead of itself.
  const visible = await store.get(watermark, { name: 'visible' });
  const ranges: (Range | undefined)[] = [];
  for (const view of viewNames) {
    const generation = generations[view];
    const rows = await store.range(progress, { view }, { from: { generation }, to: { generation } });
    for (const { first, last } of rows) {
      if (first <= last && [log, ...stretches].some((part) => isWithin({ first, last }, part))) continue;
      found.push({
        kind: 'progress',
        table: progress.name,
        row: { view, generation, first },
        differences: [difference('ledgers', `within ${log.first} to ${log.last}`, `${first} to ${last}`)],
        mend: { table: progress, delete: { view, generation, first } },
      });
    }
    held.push(rows);
    ranges.push(rows.at(-1));
  }
  for (const { first, last } of shown) {
    const isHeld = held.every((rows) => rows.some((row) => isWithin({ first, last }, row)));
    if (isHeld && stretches.some((stretch) => stretch.first === first - 1 && stretch.last === last)) continue;
    found.push({
      kind: 'watermark',
      table: coverage.name,
      row: { name: 'visible', first },
      differences: [difference('ledgers', 'a stretch that every view holds', `${first} to ${last}`)],
      mend: { table: coverage, delete: { name: 'visible', first } },
    });
  }
  const common = commonRange(ranges);
  if (visible && (!common || visible.first !== common.first || visible.last > common.last)) {
    found.push({
      kind: 'watermark',
      table: watermark.name,
      row: { name: 'visible' },
      differences: [
        difference(
          'ledgers',
          common ? `${common.first} to ${common.last}` : 'none',
          `${visible.first} to ${visible.last}`,
        ),
      ],
      mend: { table: watermark, delete: { name: 'visible' } }, // it only rises; a consumer says it again as it is
    });
  }
  return found;
}

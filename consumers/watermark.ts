import { watermark } from '../schemas/tables/bookkeeping';
import { put, type TableStore } from '../store/port';
import type { Range } from './instance';

/** The newest run of ledgers that every range covers. */
export function commonRange(ranges: readonly (Range | undefined)[]): Range | undefined {
  let first = 0;
  let last = Infinity;
  for (const range of ranges) {
    if (!range) return undefined;
    first = Math.max(first, range.first);
    last = Math.min(last, range.last);
  }
  return first <= last && last !== Infinity ? { first, last } : undefined;
}

/** Makes ledgers visible, once every required view holds them durably. Never takes back what was visible. */
export class Watermark {
  private constructor(
    private readonly store: TableStore,
    private range: Range | undefined,
  ) {}

  static async load(store: TableStore): Promise<Watermark> {
    const row = await store.get(watermark, { name: 'visible' });
    return new Watermark(store, row && { first: row.first, last: row.last });
  }

  get visible(): Range | undefined {
    return this.range;
  }

  async advance(ranges: readonly (Range | undefined)[]): Promise<void> {
    const range = commonRange(ranges);
    if (!range || (this.visible && range.last <= this.visible.last && range.first >= this.visible.first)) return;
    if (this.visible && range.last < this.visible.last) return;
    await this.store.write([put(watermark, { name: 'visible', ...range })]);
    this.range = range;
  }
}

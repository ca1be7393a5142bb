import type { LedgerSpan, Pipeline, PipelineVisible } from '../../schemas/pipeline';
import { coverage, progress, rebuilds, watermark } from '../../schemas/tables/bookkeeping';
import { ledgers } from '../../schemas/tables/ledgers';
import { viewNames, type ViewName } from '../../schemas/views';
import { currentGenerations, tableOf } from '../../store/generations';
import type { TableStore } from '../../store/port';
import { readReports } from '../../store/processes';
import { joined } from '../../store/read/visible-ledgers';
import { closeTimeIn } from '../../xrpl/header';
import { toUnixTime } from '../../xrpl/time';
import { assemble, type HeldView } from './assemble';

/** Milliseconds for which a picture is given to all who ask. */
const lifetime = 1000;

export interface PictureOptions {
  readonly store: TableStore;
  readonly version: string;
  readonly networkId: number;
  /** Looks at the log, where that costs little; else what processes say of it has to do. */
  readonly log?: () => Promise<LedgerSpan | undefined>;
}

/** The pipeline as the tables tell it: what it holds, and what its processes said of themselves. */
export class PipelinePicture {
  private taken: { at: number; picture: Promise<Pipeline> } | undefined;

  constructor(private readonly options: PictureOptions) {}

  /** At most a second old. @throws StoreUnavailable */
  read(): Promise<Pipeline> {
    const now = Date.now();
    if (this.taken && now - this.taken.at < lifetime) return this.taken.picture;
    const picture = this.take(now);
    const taken = (this.taken = { at: now, picture });
    picture.catch(() => {
      if (this.taken === taken) this.taken = undefined;
    });
    return picture;
  }

  private async take(time: number): Promise<Pipeline> {
    const { store, version, networkId, log } = this.options;
    const generations = await currentGenerations(store);
    const [reports, views, visible, history, span] = await Promise.all([
      readReports(store, time),
      Promise.all(viewNames.map((name) => heldBy(store, name, generations[name]))),
      visibleNow(store, generations.ledgers, time),
      store.range(coverage, { name: 'visible' }),
      log?.(),
    ]);
    const covered = joined([...(visible ? [visible] : []), ...history]);
    return assemble({ version, networkId, time, reports, views, ...(visible && { visible }), covered, log: span });
  }
}

async function heldBy(store: TableStore, view: ViewName, generation: number): Promise<HeldView> {
  const held = (of: number) => store.range(progress, { view }, { from: { generation: of }, to: { generation: of } });
  const [rows, asked] = await Promise.all([held(generation), store.get(rebuilds, { view })]);
  const found = { name: view, generation, ledgers: joined(rows) };
  if (!asked || asked.generation === generation) return found;
  const last = (await held(asked.generation)).at(-1)?.last;
  return { ...found, rebuilding: { generation: asked.generation, ...(last !== undefined && { last }) } };
}

async function visibleNow(store: TableStore, generation: number, now: number): Promise<PipelineVisible | undefined> {
  const row = await store.get(watermark, { name: 'visible' });
  const newest = row && (await store.get(tableOf(ledgers, generation), { ledger: row.last }));
  if (!newest) return undefined;
  const closedAt = toUnixTime(closeTimeIn(newest.header)) * 1000;
  return { first: row.first, last: row.last, closedAt, age: Math.max(0, (now - closedAt) / 1000) };
}

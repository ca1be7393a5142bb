import type { Command } from 'commander';
import { progress, watermark } from '../../schemas/tables/bookkeeping';
import { viewNames, viewTables } from '../../schemas/views';
import { currentGenerations, tableOf } from '../../store/generations';
import { DataFolder, type Clusters } from '../data-folder';
import { dataOption, logOption, storeOption } from '../options';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('what the log, the views and the API hold')
    .addOption(dataOption())
    .addOption(storeOption())
    .addOption(logOption())
    .option('--json', 'as one JSON object')
    .action(async ({ data, json, ...clusters }: Clusters & { data: string; json?: boolean }) => {
      const status = await readStatus(DataFolder.existing(data, clusters));
      console.log(json ? JSON.stringify(status) : describe(status));
    });
}

interface Span {
  first: number;
  last: number;
}

interface Status {
  log: Span | null;
  views: { view: string; generation: number; ledgers: Span[]; rows: number; bytes: number }[];
  visible: Span | null;
}

async function readStatus(data: DataFolder): Promise<Status> {
  const log = data.log();
  const [first, end] = [await log.first(), await log.end()];
  const store = data.store('fill');
  try {
    const generations = await currentGenerations(store);
    const views = await Promise.all(
      viewNames.map(async (view) => {
        const generation = generations[view];
        const ledgers = await store.range(progress, { view }, { from: { generation }, to: { generation } });
        const sizes = await Promise.all(viewTables[view].map((table) => store.size(tableOf(table, generation))));
        const rows = sizes.reduce((sum, size) => sum + size.rows, 0);
        const bytes = sizes.reduce((sum, size) => sum + size.bytes, 0);
        return { view, generation, ledgers: ledgers.map(({ first, last }) => ({ first, last })), rows, bytes };
      }),
    );
    const visible = await store.get(watermark, { name: 'visible' });
    return {
      log: first === undefined || !end ? null : { first, last: end.ledgerIndex },
      views,
      visible: visible ? { first: visible.first, last: visible.last } : null,
    };
  } finally {
    await store.close();
  }
}

function describe({ log, views, visible }: Status): string {
  const span = (range: Span | null | undefined): string => (range ? `ledgers ${range.first}–${range.last}` : 'empty');
  const lines = [`log${' '.repeat(24)}${span(log)}`];
  for (const { view, ledgers, rows, bytes } of views) {
    const held = ledgers.length > 0 ? ledgers.map(span).join(', ') : 'empty';
    lines.push(`view ${view.padEnd(22)}${held.padEnd(24)}${rows} rows, ${(bytes / 1e6).toFixed(1)} MB`);
  }
  lines.push(`visible to the API         ${span(visible)}`);
  return lines.join('\n');
}

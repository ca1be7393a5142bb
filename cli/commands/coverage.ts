import type { Command } from 'commander';
import { coverage, progress } from '../../schemas/tables/bookkeeping';
import { viewNames } from '../../schemas/views';
import { currentGenerations } from '../../store/generations';
import type { TableStore } from '../../store/port';
import { completeLedgers, joined } from '../../store/read/visible-ledgers';
import type { LedgerRange } from '../../store/read/reader';
import { TablesReader } from '../../store/read/tables-reader';
import { DataFolder, type Clusters } from '../data-folder';
import { dataOption, logOption, storeOption } from '../options';

export function addCoverage(program: Command): void {
  program
    .command('coverage')
    .description('which ledgers are complete: in the log, in each view, and for the API')
    .addOption(dataOption())
    .addOption(storeOption())
    .addOption(logOption())
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  millrace coverage --data /srv/xrpl
  millrace coverage --store cassandra://10.0.0.1:9042/xrpl --log kafka://10.0.0.1:9092/xrpl.ledger-diffs`,
    )
    .action(async ({ data, json, ...clusters }: Clusters & { data: string; json?: boolean }) => {
      const found = await readCoverage(DataFolder.existing(data, clusters));
      console.log(json ? JSON.stringify(found) : describe(found));
    });
}

interface StretchCoverage extends LedgerRange {
  /** The last ledger of it in the log; absent while not even its first state is. */
  reached?: number;
  visible: boolean;
}

interface Coverage {
  log: LedgerRange | null;
  /** By their first ledgers. */
  history: StretchCoverage[];
  views: { view: string; ledgers: LedgerRange[] }[];
  visible: LedgerRange[];
}

async function readCoverage(data: DataFolder): Promise<Coverage> {
  const log = data.log();
  const [first, end] = [await log.first(), await log.end()];
  const store = data.store();
  try {
    const visible = await new TablesReader(store).visibleRange();
    return {
      log: first === undefined || !end ? null : { first, last: end.ledgerIndex },
      history: await historyOf(data, store),
      views: await viewsOf(store),
      visible: visible ? [...(visible.earlier ?? []), { first: visible.first, last: visible.last }] : [],
    };
  } finally {
    await store.close();
  }
}

async function historyOf(data: DataFolder, store: TableStore): Promise<StretchCoverage[]> {
  const shown = new Set((await store.range(coverage, { name: 'visible' })).map(({ first }) => first));
  const stretches = await data.history().stretches();
  return Promise.all(
    stretches.map(async ({ base, last, log }) => {
      const reached = (await log.end())?.ledgerIndex;
      return { first: base + 1, last, ...(reached !== undefined && { reached }), visible: shown.has(base + 1) };
    }),
  );
}

async function viewsOf(store: TableStore): Promise<Coverage['views']> {
  const generations = await currentGenerations(store);
  return Promise.all(
    viewNames.map(async (view) => {
      const generation = generations[view];
      const rows = await store.range(progress, { view }, { from: { generation }, to: { generation } });
      return { view, ledgers: joined(rows) };
    }),
  );
}

function describe({ log, history, views, visible }: Coverage): string {
  const shown = (ranges: readonly LedgerRange[]): string =>
    ranges.length === 0 ? 'none' : completeLedgers({ ...ranges.at(-1)!, earlier: ranges.slice(0, -1) });
  const line = (name: string, value: string): string => name.padEnd(28) + value;
  const lines = [line('log at the tip', shown(log ? [log] : []))];
  for (const stretch of history) {
    const { first, last, reached } = stretch;
    const fetched = Math.max(0, (reached ?? first - 1) - first + 1);
    const state = stretch.visible
      ? 'visible'
      : fetched > last - first
        ? 'whole, not visible yet'
        : `${fetched} fetched`;
    lines.push(line('log of history', `${first}-${last}, ${state}`));
  }
  for (const { view, ledgers } of views) lines.push(line(`view ${view}`, shown(ledgers)));
  lines.push(line('visible to the API', shown(visible)));
  return lines.join('\n');
}

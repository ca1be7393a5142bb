import { setTimeout as sleep } from 'node:timers/promises';
import { Argument, type Command } from 'commander';
import { rebuildInGroup } from '../../consumers/group-rebuild';
import { requestRebuild } from '../../consumers/rebuild';
import { registry } from '../../consumers/registry';
import type { Written } from '../../consumers/runner-options';
import { RoleTaken } from '../../kit/exclusive';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { progress, views } from '../../schemas/tables/bookkeeping';
import { viewNames, type ViewName } from '../../schemas/views';
import type { PartitionedLog } from '../../log/partitioned-log';
import type { History } from '../../log/stretch';
import type { TableStore } from '../../store/port';
import { DataFolder, type Clusters } from '../data-folder';
import { dataOption, logLevelOption, logOption, storeOption } from '../options';
import { runConsumer } from '../pipeline';
import { Progress } from '../progress';

export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description('fill the tables of a view anew from the event log, while the API goes on answering')
    .addArgument(new Argument('<view>', 'the view').choices(viewNames))
    .addOption(dataOption())
    .addOption(storeOption())
    .addOption(logOption())
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
The new tables are filled beside those that answer, and take over when they have caught up. Where a consumer runs it does
the work; else this command does, and ends when it is done.

Example:
  millrace rebuild state --data /srv/xrpl`,
    )
    .action(async (view: ViewName, options: Clusters & { data: string; logLevel: string }) => {
      const { logLevel } = options;
      const data = DataFolder.existing(options.data, options);
      const topic = data.topic(createLogger(logLevel));
      if (topic && data.sharesTables) return rebuildOnCluster(view, topic, data.history(), data.store('fill'));
      const tables = data.tables('fill');
      const { store } = tables;
      const signal = stopSignal();
      try {
        const generation = await requestRebuild(store, view);
        const own = new AbortController();
        // Where a consumer runs, it does the work; else this process is the consumer for as long as it takes.
        const consumer = runConsumer(data, tables, createLogger(logLevel), { follow: false, signal: own.signal }).catch(
          (error: unknown) => {
            if (!(error instanceof RoleTaken)) throw error;
          },
        );
        await Promise.all([consumer, watch(store, view, generation, signal)]);
        console.log(`View ${view} is rebuilt and answers.`);
      } finally {
        await tables.close();
      }
    });
}

async function rebuildOnCluster(
  name: ViewName,
  log: PartitionedLog,
  history: History,
  store: TableStore,
): Promise<void> {
  const view = registry.find((each) => each.name === name)!;
  const progress = new Progress(`rebuilding ${name}`, undefined);
  const onWritten = ({ ledgerIndex, ledgers, transactions }: Written): void =>
    progress.advance(ledgerIndex, ledgers, transactions);
  try {
    const generation = await rebuildInGroup({ log, history, store, view, signal: stopSignal(), onWritten });
    progress.done();
    console.log(
      generation === undefined
        ? `View ${name} is not rebuilt yet: the same command goes on with it.`
        : `View ${name} is rebuilt and answers.`,
    );
  } finally {
    await store.close();
  }
}

/** Shows how far the new generation is, until it answers. */
async function watch(store: TableStore, view: ViewName, generation: number, signal: AbortSignal): Promise<void> {
  const of = async (wanted: number): Promise<{ first: number; last: number } | undefined> =>
    (await store.range(progress, { view }, { from: { generation: wanted }, to: { generation: wanted } })).at(-1);
  const shown = new Progress(`rebuilding ${view}`, await of(generation - 1));
  let last: number | undefined;
  while (!signal.aborted) {
    const reached = await of(generation);
    if (reached && reached.last !== last) shown.advance(reached.last, reached.last - (last ?? reached.first - 1), 0);
    last = reached?.last ?? last;
    if ((await store.get(views, { view }))?.generation === generation) break;
    await sleep(100);
  }
  shown.done();
}

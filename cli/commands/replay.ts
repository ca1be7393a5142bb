import type { Command } from 'commander';
import { viewsOfGroup } from '../../consumers/group-name';
import { registry } from '../../consumers/registry';
import { replay } from '../../consumers/replay';
import type { Written } from '../../consumers/runner-options';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import type { KafkaLog } from '../../log/kafka/kafka-log';
import { DataFolder, type Clusters } from '../data-folder';
import { dataOption, ledgerIndex, logLevelOption, logOption, storeOption, viewsOption } from '../options';
import { Progress } from '../progress';

interface ReplayCommand extends Clusters {
  from: number;
  to: number;
  data: string;
  views?: readonly string[];
  group?: string;
  logLevel: string;
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('write the rows of some ledgers again from the event log, while everything else goes on')
    .requiredOption('--from <ledger>', 'first ledger', ledgerIndex)
    .requiredOption('--to <ledger>', 'last ledger', ledgerIndex)
    .addOption(dataOption())
    .addOption(storeOption())
    .addOption(logOption())
    .addOption(viewsOption())
    .option('--group <name>', 'with --log: the views that this group of consumers fills, instead of --views')
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
For tables that lost rows. What is there stays as it is; rows that should not be there are for "repair", and a view
that is wrong altogether for "rebuild".

Examples:
  millrace replay --from 1000 --to 2000 --data /srv/xrpl --views state
  millrace replay --from 1000 --to 2000 --group millrace \\
    --log kafka://kafka:9092/xrpl.ledger-diffs --store cassandra://scylla:9042/xrpl`,
    )
    .action(async ({ from, to, ...options }: ReplayCommand) => {
      if (from > to) throw new Error(`--from ${from} --to ${to}: the first ledger comes after the last`);
      const logger = createLogger(options.logLevel);
      const data = DataFolder.existing(options.data, options);
      const views = await wantedViews(options, data.topic(logger));
      const store = data.store('fill');
      const chosen = registry.filter(({ name }) => views.length === 0 || views.includes(name));
      const progress = new Progress('replayed', { first: from, last: to });
      try {
        const signal = stopSignal();
        const onWritten = ({ ledgerIndex, ledgers, transactions }: Written): void =>
          progress.advance(ledgerIndex, ledgers, transactions);
        const stretches = (await data.history(logger).stretches()).filter(
          ({ base, last }) => last >= from && base <= to,
        );
        for (const { log } of [...stretches, { log: data.log(logger) }]) {
          await replay({ log, store, views: chosen, from, to, signal, onWritten });
        }
      } finally {
        progress.done();
        await store.close();
      }
    });
}

async function wantedViews(
  { group, views = [] }: Pick<ReplayCommand, 'group' | 'views'>,
  topic: KafkaLog | undefined,
): Promise<readonly string[]> {
  if (group === undefined) return views;
  if (views.length > 0) throw new Error('--group says which views, so --views has nothing to add');
  if (!topic) throw new Error(`--group ${group}: groups are those of a log on a cluster; name it with --log`);
  if (!(await topic.hasGroup(group))) {
    throw new Error(
      `--group ${group}: ${topic.address.brokers.join(', ')} knows no such group; one of "consume --views a,b" is called NAME.a.b`,
    );
  }
  return viewsOfGroup(group);
}

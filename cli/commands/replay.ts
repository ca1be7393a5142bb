import type { Command } from 'commander';
import { registry } from '../../consumers/registry';
import { replay } from '../../consumers/replay';
import type { Written } from '../../consumers/runner-options';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { DataFolder, type Clusters } from '../data-folder';
import { dataOption, ledgerRange, logLevelOption, logOption, storeOption, viewsOption } from '../options';
import { Progress } from '../progress';

interface ReplayCommand extends Clusters {
  data: string;
  views?: readonly string[];
  logLevel: string;
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('write the rows of some ledgers again from the event log, while everything else goes on')
    .argument('<ledgers>', 'such as 1000-2000', ledgerRange)
    .addOption(dataOption())
    .addOption(storeOption())
    .addOption(logOption())
    .addOption(viewsOption())
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
For tables that lost rows. What is there stays as it is; rows that should not be there are for "repair", and a view
that is wrong altogether for "rebuild".

Example:
  millrace replay 1000-2000 --data /srv/xrpl --views state`,
    )
    .action(async ({ first, last }: { first: number; last: number }, { views = [], ...options }: ReplayCommand) => {
      const data = DataFolder.existing(options.data, options);
      const store = data.store('fill');
      const chosen = registry.filter(({ name }) => views.length === 0 || views.includes(name));
      const progress = new Progress('replayed', { first, last });
      try {
        const signal = stopSignal();
        const onWritten = ({ ledgerIndex, ledgers, transactions }: Written): void =>
          progress.advance(ledgerIndex, ledgers, transactions);
        const stretches = (await data.history().stretches()).filter((part) => part.last >= first && part.base <= last);
        for (const { log } of [...stretches, { log: data.log(createLogger(options.logLevel)) }]) {
          await replay({ log, store, views: chosen, from: first, to: last, signal, onWritten });
        }
      } finally {
        progress.done();
        await store.close();
      }
    });
}

import type { Command } from 'commander';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { DataFolder } from '../data-folder';
import { dataOption, logLevelOption, storeOption } from '../options';
import { runConsumer } from '../pipeline';
import { Progress } from '../progress';

export function addConsume(program: Command): void {
  program
    .command('consume')
    .description('materialize the event log into the tables, and go on as it grows')
    .addOption(dataOption())
    .addOption(storeOption())
    .option('--exit-when-done', 'end at the end of the log instead of waiting for more')
    .addOption(logLevelOption())
    .action(async (options: { data: string; store?: string; exitWhenDone?: boolean; logLevel: string }) => {
      const data = new DataFolder(options.data, options.store);
      const tables = data.tables('fill');
      const progress = new Progress('visible', undefined);
      try {
        const follow = !options.exitWhenDone;
        await runConsumer(data, tables, createLogger(options.logLevel), {
          follow,
          signal: stopSignal(),
          onWritten: ({ ledgerIndex, ledgers, transactions }) => progress.advance(ledgerIndex, ledgers, transactions),
        });
      } finally {
        progress.done();
        await tables.close();
      }
    });
}

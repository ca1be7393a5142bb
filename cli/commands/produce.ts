import type { Command } from 'commander';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { DataFolder } from '../data-folder';
import { dataOption, logLevelOption, sourceOption } from '../options';
import { runProducer } from '../pipeline';

export function addProduce(program: Command): void {
  program
    .command('produce')
    .description('verify the ledgers of a source and append them to the event log, from where it ends')
    .addOption(sourceOption().makeOptionMandatory())
    .addOption(dataOption())
    .addOption(logLevelOption())
    .action(async ({ source, data, logLevel }: { source: string; data: string; logLevel: string }) => {
      const last = await runProducer(new DataFolder(data), source, createLogger(logLevel), stopSignal());
      console.log(last === undefined ? 'The log is empty.' : `The log ends with ledger ${last}.`);
    });
}

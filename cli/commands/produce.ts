import type { Command } from 'commander';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { openSource } from '../../producers/open-source';
import type { OnUnprovenState } from '../../producers/state-check';
import { DataFolder } from '../data-folder';
import { dataOption, logLevelOption, sourceOption, stateCheckOption } from '../options';
import { runProducer } from '../pipeline';
import { Progress } from '../progress';

export function addProduce(program: Command): void {
  program
    .command('produce')
    .description('verify the ledgers of a source and append them to the event log, from where it ends')
    .addOption(sourceOption().makeOptionMandatory())
    .addOption(dataOption())
    .addOption(stateCheckOption())
    .addOption(logLevelOption())
    .action(async (options: { source: string; data: string; stateCheck: OnUnprovenState; logLevel: string }) => {
      const source = await openSource(options.source);
      const progress = new Progress('published', await source.extent());
      const last = await runProducer(new DataFolder(options.data), source, stopSignal(), {
        stateCheck: options.stateCheck,
        logger: createLogger(options.logLevel),
        onPublished: ({ ledgerIndex, transactions }) => progress.advance(ledgerIndex, 1, transactions),
      }).finally(() => progress.done());
      console.log(last === undefined ? 'The log is empty.' : `The log ends with ledger ${last}.`);
    });
}

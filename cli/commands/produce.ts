import type { Command } from 'commander';
import { stopSignal } from '../../kit/lifecycle';
import { openSource } from '../../producers/open-source';
import { DataFolder } from '../data-folder';
import { dataOption, sourceOption } from '../options';
import { runProducer } from '../pipeline';
import { Progress } from '../progress';

export function addProduce(program: Command): void {
  program
    .command('produce')
    .description('verify the ledgers of a source and append them to the event log, from where it ends')
    .addOption(sourceOption().makeOptionMandatory())
    .addOption(dataOption())
    .action(async (options: { source: string; data: string }) => {
      const source = await openSource(options.source);
      const progress = new Progress('published', await source.extent());
      const last = await runProducer(new DataFolder(options.data), source, stopSignal(), (published) =>
        progress.advance(published.ledgerIndex, 1, published.transactions),
      ).finally(() => progress.done());
      console.log(last === undefined ? 'The log is empty.' : `The log ends with ledger ${last}.`);
    });
}

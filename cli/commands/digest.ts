import type { Command } from 'commander';
import { combineDigests, digestTables } from '../../store/digest';
import { DataFolder } from '../data-folder';
import { dataOption, storeOption } from '../options';

export function addDigest(program: Command): void {
  program
    .command('digest')
    .description('one digest over the logical content of every table, to compare stores')
    .addOption(dataOption())
    .addOption(storeOption())
    .option('--tables', 'a line for each table first: name, rows, digest')
    .addHelpText(
      'after',
      `
Two stores with the same digest say the same of every ledger. It reads every table.

Example:
  millrace digest --data /srv/xrpl --tables`,
    )
    .action(async ({ data, store: cluster, tables }: { data: string; store?: string; tables?: boolean }) => {
      const store = (cluster ? new DataFolder(data, { store: cluster }) : DataFolder.existing(data)).store('fill');
      try {
        const digests = await digestTables(store);
        if (tables) for (const { table, rows, digest } of digests) console.log(`${table} ${rows} ${digest}`);
        console.log(combineDigests(digests));
      } finally {
        await store.close();
      }
    });
}

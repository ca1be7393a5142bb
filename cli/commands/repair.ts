import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Range } from '../../consumers/audit/lane';
import { describeReport } from '../../consumers/audit/report';
import { RunFolder } from '../../consumers/audit/run-folder';
import { openSource } from '../../producers/open-source';
import { LmdbTreeStore } from '../../store/lmdb/lmdb-tree-store';
import { auditedTables } from '../audit-worker';
import { partsToAudit } from '../audited-parts';
import { DataFolder } from '../data-folder';
import { dataOption, ledgerRange } from '../options';
import { repairLog, repairTables } from '../repair';

export function addRepair(program: Command): void {
  program
    .command('repair')
    .description('mend what an audit finds: ledgers of the log from another source, rows of the tables from the log')
    .argument('[ledgers]', 'such as 1000-2000; everything when absent', ledgerRange)
    .addOption(dataOption())
    .option('--source <path>', 'an archive folder or a recording')
    .addHelpText(
      'after',
      `
Nothing else may produce or consume here meanwhile. What comes from the source is verified, and audited in its place
before anything is written. Only what is wrong is replaced; the API may go on answering.

Example:
  millrace repair 1000-2000 --data /srv/xrpl --source archive/`,
    )
    .action(async (ledgers: Range | undefined, { data: path, source }: { data: string; source?: string }) => {
      const data = DataFolder.existing(path);
      const release = [data.becomeProducer(), data.becomeConsumer()];
      const folder = mkdtempSync(join(tmpdir(), 'millrace-repair-'));
      const tables = data.tables('fill');
      const aside = new LmdbTreeStore(join(folder, 'aside', 'nodes.mdb'));
      try {
        const { parts, about } = await partsToAudit(data, ledgers);
        const options = { tables: await auditedTables(tables.store), aside, scratch: folder };
        const better = source === undefined ? undefined : await openSource(source);
        const replaced: number[] = [];
        for (const { log, range } of parts) replaced.push(...(await repairLog({ ...options, log }, range, better)));
        console.log(replaced.length > 0 ? `log: replaced ledgers ${replaced.join(', ')}` : 'log: nothing to mend');
        const run = RunFolder.open(join(folder, 'run'), { ...about, subject: 'tables' }, true);
        const report = await repairTables(options, parts, about, run);
        // It repeats the tables, and is filled from them when it is empty.
        if (report.findings.length > 0) await tables.hot.clear();
        console.log(`tables, before they were mended: ${describeReport(report)}`);
      } finally {
        await tables.close();
        await aside.close();
        for (const giveBack of release) giveBack();
        rmSync(folder, { recursive: true, force: true });
      }
    });
}

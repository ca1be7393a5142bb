import type { Command } from 'commander';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { ArchiveLog } from '../../log/archive/archive-log';
import { openSource } from '../../producers/open-source';
import { produce } from '../../producers/producer';
import { Progress } from '../progress';

export function addImport(program: Command): void {
  program
    .command('import')
    .description('turn a recording into an Avro archive folder, verifying every ledger')
    .argument('<recording>', 'a .ndjson.gz recording, or another archive folder')
    .argument('<archive>', 'the archive folder to write; continued when it exists')
    .action(async (recording: string, archive: string) => {
      const source = await openSource(recording);
      const log = new ArchiveLog(archive);
      const progress = new Progress('imported', await source.extent());
      const onPublished = ({ ledgerIndex, transactions }: { ledgerIndex: number; transactions: number }): void =>
        progress.advance(ledgerIndex, 1, transactions);
      const last = await produce({ source, log, logger: createLogger('info'), onPublished }, stopSignal());
      progress.done();
      await log.seal();
      console.log(`${archive} ends with ledger ${last ?? 'none'}.`);
    });
}

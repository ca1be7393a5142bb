import type { Command } from 'commander';
import { stopSignal } from '../../kit/lifecycle';
import { ArchiveLog } from '../../log/archive/archive-log';
import { openSource } from '../../producers/open-source';
import { produce, type Published } from '../../producers/producer';
import { Progress } from '../progress';

export function addImport(program: Command): void {
  program
    .command('import')
    .description('turn a recording into an Avro archive folder, verifying every ledger')
    .argument('<recording>', 'a .ndjson.gz recording, or another archive folder')
    .argument('<archive>', 'the archive folder to write; continued when it exists')
    .addHelpText(
      'after',
      `
Stopped, the same command goes on where the archive ends.

Example:
  millrace import recording.ndjson.gz archive/`,
    )
    .action(async (recording: string, archive: string) => {
      const source = await openSource(recording);
      const log = new ArchiveLog(archive);
      const progress = new Progress('imported', await source.extent());
      const onPublished = ({ ledgerIndex, transactions }: Published): void =>
        progress.advance(ledgerIndex, 1, transactions);
      const last = await produce({ source, log, onPublished }, stopSignal()).finally(() => progress.done());
      await log.seal();
      console.log(`${archive} ends with ledger ${last ?? 'none'}.`);
    });
}

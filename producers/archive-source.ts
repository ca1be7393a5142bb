import { tmpdir } from 'node:os';
import { ArchiveLog } from '../log/archive/archive-log';
import { listFiles } from '../log/archive/files';
import { wholeLedgers } from '../log/whole-ledgers';
import type { PipelineSource } from '../schemas/pipeline';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import { FileHealth } from './file-health';
import type { Source } from './source';

/** Reads an archive folder: Avro files as `export` and the embedded log write them. */
export class ArchiveSource implements Source {
  readonly live = false;
  private readonly archive: ArchiveLog;
  private readonly standing: FileHealth;

  /** @param scratch folder for the state that an archive begins with, until that is proven */
  constructor(
    readonly name: string,
    private readonly scratch = tmpdir(),
  ) {
    this.archive = new ArchiveLog(name);
    this.standing = new FileHealth(name, 'archive');
  }

  async extent(): Promise<{ first: number; last: number } | undefined> {
    const files = await listFiles(this.name);
    const first = files[0]?.first;
    const last = files.at(-1)?.last ?? (await this.archive.end())?.ledgerIndex;
    return first === undefined || last === undefined ? undefined : { first, last };
  }

  health(): PipelineSource[] {
    return [this.standing.described];
  }

  async *ledgers(from: number | undefined): AsyncGenerator<Iterable<LedgerDiff>> {
    for await (const ledger of wholeLedgers(this.archive.read({ from: from ?? 0 }), this.scratch)) {
      const [first] = ledger;
      yield this.standing.giving(first!.ledgerIndex, ledger);
    }
    this.standing.isRead = true;
  }
}

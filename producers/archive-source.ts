import { ArchiveLog } from '../log/archive/archive-log';
import { listFiles } from '../log/archive/files';
import type { PipelineSource } from '../schemas/pipeline';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import { FileHealth } from './file-health';
import type { Source } from './source';

/** Reads an archive folder: Avro files as `export` and the embedded log write them. */
export class ArchiveSource implements Source {
  readonly live = false;
  private readonly archive: ArchiveLog;
  private readonly standing: FileHealth;

  constructor(readonly name: string) {
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

  async *ledgers(from: number | undefined): AsyncGenerator<LedgerDiff[]> {
    let segments: LedgerDiff[] = [];
    for await (const segment of this.archive.read({ from: from ?? 0 })) {
      segments.push(segment);
      if (!segment.last) continue;
      yield this.standing.giving(segments);
      segments = [];
    }
    this.standing.isRead = true;
  }
}

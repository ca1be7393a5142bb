import { tmpdir } from 'node:os';
import { ArchiveLog } from '../log/archive/archive-log';
import { listFiles } from '../log/archive/files';
import type { PipelineSource } from '../schemas/pipeline';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import { FileHealth } from './file-health';
import type { Source } from './source';
import { StateSpool } from './state-spool';

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
    let segments: LedgerDiff[] = [];
    const state = new StateSpool(this.scratch);
    try {
      for await (const segment of this.archive.read({ from: from ?? 0 })) {
        const { kind, ledgerIndex, last } = segment;
        if (kind === 'state') state.add(segment);
        else segments.push(segment);
        if (!last) continue;
        yield this.standing.giving(ledgerIndex, kind === 'state' ? state : segments);
        state.clear();
        segments = [];
      }
    } finally {
      state.close();
    }
    this.standing.isRead = true;
  }
}

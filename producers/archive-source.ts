import { ArchiveLog } from '../log/archive/archive-log';
import { listFiles } from '../log/archive/files';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { Source } from './source';

/** Reads an archive folder: Avro files as `export` and the embedded log write them. */
export class ArchiveSource implements Source {
  readonly live = false;
  private readonly archive: ArchiveLog;

  constructor(readonly name: string) {
    this.archive = new ArchiveLog(name);
  }

  async extent(): Promise<{ first: number; last: number } | undefined> {
    const files = await listFiles(this.name);
    const first = files[0]?.first;
    const last = files.at(-1)?.last ?? (await this.archive.end())?.ledgerIndex;
    return first === undefined || last === undefined ? undefined : { first, last };
  }

  async *ledgers(from: number | undefined): AsyncGenerator<LedgerDiff[]> {
    let segments: LedgerDiff[] = [];
    for await (const segment of this.archive.read({ from: from ?? 0 })) {
      segments.push(segment);
      if (!segment.last) continue;
      yield segments;
      segments = [];
    }
  }
}

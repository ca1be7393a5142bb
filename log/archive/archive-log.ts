import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerError, type LedgerDiff } from '../../xrpl/ledger-diff';
import type { LogEnd, LogReadOptions, LogWriter, MendableLog } from '../port';
import { ArchiveWriter } from './archive-writer';
import { listFiles, type ArchiveFile } from './files';
import { mendFiles, salvageFiles } from './salvage';
import { SegmentReader } from './segment-reader';

/** How often a following reader looks for more, in milliseconds. */
const pollInterval = 20;

/** The embedded event log, and the archive format: a folder of Avro object container files, one per ledger range. */
export class ArchiveLog implements MendableLog {
  constructor(readonly folder: string) {}

  async first(): Promise<number | undefined> {
    for await (const segment of this.read({ from: 0 })) return segment.ledgerIndex;
    return undefined;
  }

  async end(): Promise<LogEnd | undefined> {
    const files = await listFiles(this.folder);
    let end: LogEnd | undefined;
    // The newest file may hold no complete ledger yet; then the one before it has the end.
    for (const file of files.reverse()) {
      for await (const segment of this.readFile(file, 0, undefined)) {
        if (segment.last) end = { ledgerIndex: segment.ledgerIndex, hash: segment.hash };
      }
      if (end) return end;
    }
    return undefined;
  }

  async *read(options: LogReadOptions): AsyncGenerator<LedgerDiff> {
    const { from, to = Infinity, follow = false, signal } = options;
    let next = from;
    let file = await this.fileFor(next);
    for (;;) {
      if (file) {
        for await (const segment of this.readFile(file, next, follow ? signal : undefined, follow)) {
          if (segment.ledgerIndex > to) return;
          yield segment;
          if (segment.last) next = segment.ledgerIndex + 1;
        }
        if (file.last !== undefined) next = Math.max(next, file.last + 1);
      }
      if (next > to || signal?.aborted) return;
      const following: ArchiveFile | undefined = await this.fileAfter(file, next);
      if (following) {
        if (file && following.first > next) {
          throw new LedgerError(
            next,
            `ledgers ${next} to ${following.first - 1} are missing from the archive`,
            following.path,
          );
        }
        file = following;
      } else if (!follow) return;
      else await sleep(pollInterval);
    }
  }

  salvage(from: number, to: number, onDamage: (problem: string) => void): AsyncGenerator<LedgerDiff> {
    return salvageFiles(this.folder, from, to, onDamage);
  }

  mend(ledgers: ReadonlyMap<number, readonly LedgerDiff[]>): Promise<void> {
    return mendFiles(this.folder, ledgers);
  }

  async writer(): Promise<LogWriter> {
    return ArchiveWriter.open(this.folder);
  }

  /** Ends the running range early, so that the archive is complete as it is and can be copied or handed out. */
  async seal(): Promise<void> {
    const writer = await ArchiveWriter.open(this.folder);
    await writer.seal();
    await writer.close();
  }

  private async *readFile(
    file: ArchiveFile,
    from: number,
    signal: AbortSignal | undefined,
    follow = false,
  ): AsyncGenerator<LedgerDiff> {
    const reader = await openSegments(file);
    let sealed = file.last !== undefined;
    try {
      for (;;) {
        const segment = await reader.next();
        if (segment) {
          if (segment.ledgerIndex >= from) yield segment;
          continue;
        }
        if (sealed) return reader.expectEnd();
        if (!follow || signal?.aborted) return;
        // Sealed by now? Then one more look at what was written before that.
        sealed = (await listFiles(this.folder)).some((other) => other.first === file.first && other.last !== undefined);
        if (!sealed) await sleep(pollInterval);
      }
    } finally {
      await reader.close();
    }
  }

  /** The file that holds `ledgerIndex`, else the first one after it. */
  private async fileFor(ledgerIndex: number): Promise<ArchiveFile | undefined> {
    const files = await listFiles(this.folder);
    return (
      files.findLast((file) => file.first <= ledgerIndex && (file.last ?? Infinity) >= ledgerIndex) ??
      files.find((file) => file.first > ledgerIndex)
    );
  }

  private async fileAfter(file: ArchiveFile | undefined, next: number): Promise<ArchiveFile | undefined> {
    if (!file) return this.fileFor(next);
    return (await listFiles(this.folder)).find((other) => other.first > file.first);
  }
}

/** Between listing and opening, the writer may have sealed the file under its final name. */
async function openSegments(file: ArchiveFile): Promise<SegmentReader> {
  try {
    return await SegmentReader.open(file.path, file.first);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || file.last !== undefined) throw error;
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    const sealed = (await listFiles(folder)).find((other) => other.first === file.first);
    if (!sealed) throw error;
    file.path = sealed.path;
    file.last = sealed.last;
    return SegmentReader.open(sealed.path, sealed.first);
  }
}

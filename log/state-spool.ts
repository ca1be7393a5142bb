import { closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { decodeRecord, encodeRecord } from './record-codec';
import type { LedgerDiff } from '../xrpl/ledger-diff';

/**
 * The segments of a whole state until it is proven, which may be more than memory holds: in a file that has no name any
 * more, so that nothing is left of it however this process ends. Can be gone through any number of times.
 */
export class StateSpool implements Iterable<LedgerDiff> {
  private readonly file: number;
  /** Where each segment ends. */
  private readonly ends: number[] = [];

  /** @param folder of the disk that has room for it; made when it isn't there */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `state-${randomUUID()}.spool`);
    this.file = openSync(path, 'wx+');
    unlinkSync(path);
  }

  get isEmpty(): boolean {
    return this.ends.length === 0;
  }

  add(segment: LedgerDiff): void {
    const bytes = encodeRecord(segment);
    const from = this.ends.at(-1) ?? 0;
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.file, bytes, written, bytes.length - written, from + written);
    }
    this.ends.push(from + bytes.length);
  }

  /** Forgets what it has. */
  clear(): void {
    this.ends.length = 0;
  }

  /** The one that was added last is the last of its ledger. */
  *[Symbol.iterator](): Generator<LedgerDiff> {
    let place = 0;
    for (const segment of this.asAdded()) yield { ...segment, last: ++place === this.ends.length };
  }

  *asAdded(): Generator<LedgerDiff> {
    for (const [place, end] of this.ends.entries()) {
      const from = this.ends[place - 1] ?? 0;
      const bytes = Buffer.allocUnsafe(end - from);
      for (let read = 0; read < bytes.length;) {
        const count = readSync(this.file, bytes, read, bytes.length - read, from + read);
        if (count === 0) throw new Error('a state that was set down on disk has become shorter');
        read += count;
      }
      yield decodeRecord(bytes);
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

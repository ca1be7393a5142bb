import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { transactionId } from '../../xrpl/hash';
import { parseHeader } from '../../xrpl/header';
import type { LedgerDiff } from '../../xrpl/ledger-diff';

const kinds = { created: 1, modified: 2, deleted: 3 } as const;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** Writes ledgers as a `.ndjson.gz` recording. Neighbours of objects and book successors, which the log does not keep, are left off. */
export class RecordingWriter {
  private readonly gzip = createGzip();
  private readonly written: Promise<void>;
  private end: { seq: number; hash: string } | undefined;
  private transactions = 0;
  /** Objects of the state, where that is known from the start. */
  private objects: number | undefined;

  constructor(
    path: string,
    private readonly extent: { first: number; last: number },
  ) {
    this.written = pipeline(this.gzip, createWriteStream(path));
    this.written.catch(() => undefined); // thrown by finish
  }

  /** @param segments which may be gone through more than once */
  async append(segments: Iterable<LedgerDiff>): Promise<void> {
    const [first] = segments;
    const { kind, ledgerIndex: seq, hash } = first!;
    if (!this.end) await this.writeMeta(first!);
    if (kind === 'state') await this.writeState(segments);
    else await this.writeLedger([...segments]);
    this.end = { seq, hash: hex(hash) };
  }

  async finish(): Promise<void> {
    const objects = this.objects !== undefined && { objects: this.objects };
    if (this.end) await this.line({ t: 'end', ...this.end, ...objects, transactions: this.transactions });
    this.gzip.end();
    await this.written;
  }

  private async writeMeta({ kind, ledgerIndex }: LedgerDiff): Promise<void> {
    const first = kind === 'state' ? ledgerIndex + 1 : ledgerIndex;
    const stateAt = kind === 'state' ? { state_at: ledgerIndex } : {};
    await this.line({ t: 'meta', format: 1, server: {}, first, last: this.extent.last, ...stateAt });
  }

  private async writeState(segments: Iterable<LedgerDiff>): Promise<void> {
    const [first] = segments;
    const { ledgerIndex: seq, hash, header } = first!;
    this.objects = 0;
    for (const { objects } of segments) this.objects += objects.length;
    await this.line({ t: 'base', seq, hash: hex(hash), header: hex(header), objects: this.objects });
    for (const segment of segments) {
      await this.line({ t: 'state', o: segment.objects.map(({ key, blob }) => [hex(key), hex(blob!)]) });
    }
  }

  private async writeLedger(segments: readonly LedgerDiff[]): Promise<void> {
    const { ledgerIndex: seq, hash, header } = segments[0]!;
    const txs = segments.flatMap(({ transactions }) => transactions);
    const diff = segments.flatMap(({ objects }) => objects);
    this.transactions += txs.length;
    if (this.objects !== undefined) {
      for (const { change } of diff) this.objects += { created: 1, modified: 0, deleted: -1 }[change];
    }
    await this.line({
      t: 'ledger',
      seq,
      hash: hex(hash),
      close_time: parseHeader(header).closeTime,
      flags: 7, // validated, with skip list, with objects
      header: hex(header),
      txs: txs.map(({ transaction, metadata }) => [hex(transactionId(transaction)), hex(transaction), hex(metadata)]),
      diff: diff.map(({ key, change, blob }) => [hex(key), kinds[change], blob && hex(blob)]),
      books: [],
    });
  }

  private async line(value: object): Promise<void> {
    if (!this.gzip.write(`${JSON.stringify(value)}\n`)) await once(this.gzip, 'drain');
  }
}

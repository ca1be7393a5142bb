import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { createGunzip } from 'node:zlib';
import { StateSpool } from '../log/state-spool';
import type { PipelineSource } from '../schemas/pipeline';
import { LedgerError, type LedgerDiff, type ObjectRecord } from '../xrpl/ledger-diff';
import { FileHealth } from './file-health';
import type { Source } from './source';

/** One line of a recording, by `t`. */
type Line =
  | { t: 'meta'; format: number; first: number; last: number }
  | { t: 'base'; seq: number; hash: string; header: string; objects: number }
  | { t: 'state'; o: [key: string, data: string][] }
  | {
      t: 'ledger';
      seq: number;
      hash: string;
      header: string;
      txs: [string, string, string][];
      diff: [string, number, string | null][];
    }
  | { t: 'end'; seq: number; hash: string };

/** The ledger whose state is being read, and how much of that has been. */
interface Base {
  readonly line: Extract<Line, { t: 'base' }>;
  segments: number;
  objects: number;
}

const changes = ['created', 'modified', 'deleted'] as const;
/** @throws Error for text that is not hexadecimal, where Buffer would stop without a word. */
function bytes(hex: string): Buffer {
  const decoded = Buffer.from(hex, 'hex');
  if (decoded.length * 2 !== hex.length) throw new Error(`not hexadecimal: ${hex.slice(0, 24)}…`);
  return decoded;
}

/** Reads a `.ndjson.gz` recording: the answers of rippled's gRPC `GetLedger` as lines of JSON, the state before them first. */
export class RecordingSource implements Source {
  readonly live = false;

  private readonly standing: FileHealth;

  /** @param scratch folder for the state that a recording begins with */
  constructor(
    readonly name: string,
    private readonly scratch = tmpdir(),
  ) {
    this.standing = new FileHealth(name, 'recording');
  }

  health(): PipelineSource[] {
    return [this.standing.described];
  }

  async extent(): Promise<{ first: number; last: number } | undefined> {
    for await (const line of textLines(this.name)) {
      const meta = this.parse(line, 0);
      if (meta.t !== 'meta') throw new LedgerError(0, 'not a recording: its first line is not `meta`', this.name);
      if (meta.format !== 1) throw new LedgerError(0, `recording of format ${meta.format}, 1 is known`, this.name);
      return { first: meta.first, last: meta.last };
    }
    return undefined;
  }

  async *ledgers(from: number | undefined): AsyncGenerator<Iterable<LedgerDiff>> {
    const state = new StateSpool(this.scratch);
    try {
      yield* this.read(from, state);
    } finally {
      state.close();
    }
    this.standing.isRead = true;
  }

  private async *read(from: number | undefined, state: StateSpool): AsyncGenerator<Iterable<LedgerDiff>> {
    let base: Base | undefined;
    let next = from ?? 0;
    let ended = false;
    for await (const line of this.lines(() => next)) {
      if (from !== undefined && skippable(line, from)) continue;
      const parsed = this.parse(line, next);
      switch (parsed.t) {
        case 'base':
          base = { line: parsed, segments: 0, objects: 0 };
          state.clear();
          next = parsed.seq;
          break;
        case 'state':
          if (!base) throw new LedgerError(next, 'state without a base ledger', this.name);
          this.addTo(state, base, parsed.o);
          break;
        case 'ledger':
          if (base) yield this.wholeState(base, state);
          base = undefined;
          yield this.standing.giving(parsed.seq, [this.named(parsed.seq, () => diffOf(parsed))]);
          next = parsed.seq + 1;
          break;
        case 'end':
          if (base) yield this.wholeState(base, state);
          ended = true;
          break;
        case 'meta':
          break;
      }
    }
    if (!ended) throw new LedgerError(next, 'the recording is cut off: it has no `end` line', this.name);
  }

  private addTo(state: StateSpool, base: Base, pairs: [string, string][]): void {
    state.add(this.named(base.line.seq, () => stateSegment(base, pairs)));
    base.segments++;
    base.objects += pairs.length;
  }

  private wholeState({ line: { seq, objects }, objects: found }: Base, state: StateSpool): StateSpool {
    if (found !== objects)
      throw new LedgerError(seq, `its state has ${found} objects, ${objects} were recorded`, this.name);
    return state;
  }

  private parse(line: string, ledgerIndex: number): Line {
    return this.named(ledgerIndex, () => JSON.parse(line) as Line);
  }

  /** Gives any error of `read` the ledger and the file it is about. */
  private named<T>(ledgerIndex: number, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof LedgerError) throw error;
      throw new LedgerError(ledgerIndex, `the recording is damaged: ${(error as Error).message}`, this.name, {
        cause: error,
      });
    }
  }

  private async *lines(ledgerIndex: () => number): AsyncGenerator<string> {
    try {
      yield* textLines(this.name);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (error instanceof LedgerError || code === 'ENOENT') throw error;
      throw new LedgerError(ledgerIndex(), `the recording is damaged: ${message}`, this.name, { cause: error });
    }
  }
}

/** Lines of a gzip'd text. Far faster than readline, which matters for lines of a megabyte. */
async function* textLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const text = file.pipe(createGunzip({ chunkSize: 1 << 20 }));
  file.on('error', (error) => text.destroy(error));
  const parts: Buffer[] = [];
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        parts.push(chunk.subarray(start, end));
        const line = Buffer.concat(parts).toString('latin1');
        parts.length = 0;
        start = end + 1;
        if (line !== '') yield line;
      }
      if (start < chunk.length) parts.push(chunk.subarray(start));
    }
    if (parts.length > 0) yield Buffer.concat(parts).toString('latin1');
  } finally {
    file.destroy();
  }
}

const ledgerStart = /^\{"t":"ledger","seq":(\d+),/;

/** Whether the line is about ledgers before `from`, told without parsing it. */
function skippable(line: string, from: number): boolean {
  if (line.startsWith('{"t":"state"') || line.startsWith('{"t":"base"')) return true;
  const match = ledgerStart.exec(line);
  return match !== null && Number(match[1]) < from;
}

function stateSegment({ line, segments, objects }: Base, pairs: [string, string][]): LedgerDiff {
  return {
    ledgerIndex: line.seq,
    kind: 'state',
    hash: bytes(line.hash),
    header: bytes(line.header),
    segment: segments,
    last: false,
    firstTransaction: 0,
    transactions: [],
    firstObject: objects,
    objects: pairs.map(([key, data]) => ({ key: bytes(key), change: 'created', blob: bytes(data) })),
  };
}

function diffOf(line: Extract<Line, { t: 'ledger' }>): LedgerDiff {
  const objects = line.diff.map(([key, mod, data]): ObjectRecord => {
    const change = changes[mod - 1];
    if (!change) throw new Error(`object ${key} has the unknown kind of change ${mod}`);
    return { key: bytes(key), change, blob: data === null ? null : bytes(data) };
  });
  return {
    ledgerIndex: line.seq,
    kind: 'diff',
    hash: bytes(line.hash),
    header: bytes(line.header),
    segment: 0,
    last: true,
    firstTransaction: 0,
    transactions: line.txs.map(([, transaction, metadata]) => ({
      transaction: bytes(transaction),
      metadata: bytes(metadata),
    })),
    firstObject: 0,
    objects,
  };
}

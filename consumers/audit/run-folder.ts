import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ChunkResult } from './chunk';
import type { Finding } from './finding';
import type { Expected, Range } from './lane';

/** What an audit was asked for: another question begins a new run. */
export interface Question extends Range {
  /** What is audited: a path, and whether with tables. */
  subject: string;
}

interface SavedChunk extends ChunkResult {
  /** Tables in the order of their fingerprints in the file beside, with how many there are of each. */
  tables: [name: string, rows: number][];
}

/** What a run has done so far, chunk by chunk, so that it can be stopped and go on. */
export class RunFolder {
  private constructor(readonly path: string) {}

  /** @param anew forgets what an earlier run of the same question has done */
  static open(path: string, question: Question, anew: boolean): RunFolder {
    const text = JSON.stringify(question);
    const marker = join(path, 'question.json');
    if (anew || !existsSync(marker) || readFileSync(marker, 'utf8') !== text) {
      rmSync(path, { recursive: true, force: true });
      mkdirSync(path, { recursive: true });
      writeFileSync(marker, text);
    }
    return new RunFolder(path);
  }

  isDone({ first, last }: Range): boolean {
    return existsSync(this.file(first, last, 'json'));
  }

  save(result: ChunkResult, expected: Expected): void {
    const { first, last } = result;
    const tables = [...expected].map(([name, keys]): [string, number] => [name, keys.length]);
    const keys = this.file(first, last, 'keys');
    writeFileSync(keys, '');
    for (const { bytes } of expected.values()) appendFileSync(keys, bytes);
    const findings = result.findings.map(({ kind, ledger, table, row, differences }): Finding => ({
      kind,
      ...(ledger !== undefined && { ledger }),
      ...(table !== undefined && { table }),
      ...(row && { row }),
      differences,
    }));
    const path = this.file(first, last, 'json');
    writeFileSync(`${path}.new`, JSON.stringify({ ...result, findings, tables } satisfies SavedChunk));
    renameSync(`${path}.new`, path);
  }

  chunks(): SavedChunk[] {
    return readdirSync(this.path)
      .filter((name) => /^\d+-\d+\.json$/.test(name))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(this.path, name), 'utf8')) as SavedChunk);
  }

  /** The fingerprints of all rows that the log means in one table. */
  expectedOf(table: string): BigUint64Array {
    const parts: BigUint64Array[] = [];
    for (const { first, last, tables } of this.chunks()) {
      const bytes = readFileSync(this.file(first, last, 'keys'));
      const keys = new BigUint64Array(Uint8Array.from(bytes).buffer);
      let at = 0;
      for (const [name, rows] of tables) {
        if (name === table) parts.push(keys.subarray(at, at + rows));
        at += rows;
      }
    }
    const all = new BigUint64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  private file(first: number, last: number, kind: string): string {
    return join(this.path, `${String(first).padStart(10, '0')}-${String(last).padStart(10, '0')}.${kind}`);
  }
}

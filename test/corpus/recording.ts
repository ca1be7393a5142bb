import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** The recorded corpus. A missing folder fails the test that asks for it: it never skips. */
export function shared(...path: string[]): string {
  const root = resolve(process.env['MILLRACE_SHARED'] ?? resolve(__dirname, '../../../shared'));
  const file = resolve(root, ...path);
  if (!existsSync(file)) throw new Error(`no recorded corpus at ${file}: set MILLRACE_SHARED`);
  return file;
}

/** Each line of a `.ndjson.gz` of the corpus. */
export async function* corpusLines(...path: string[]): AsyncGenerator<string> {
  const input = createReadStream(shared(...path)).pipe(createGunzip());
  for await (const line of createInterface({ input, crlfDelay: Infinity })) if (line !== '') yield line;
}

type DiffRow = [
  key: string,
  mod: 1 | 2 | 3,
  data: string | null,
  predecessor?: string | null,
  successor?: string | null,
];

export interface LedgerLine {
  t: 'ledger';
  seq: number;
  hash: string;
  close_time: number;
  header: string;
  txs: [id: string, transaction: string, metadata: string][];
  diff: DiffRow[];
}
export interface BaseLine {
  t: 'base';
  seq: number;
  hash: string;
  header: string;
  objects: number;
}
export interface StateLine {
  t: 'state';
  o: [key: string, data: string][];
}
export interface EndLine {
  t: 'end';
  seq: number;
  hash: string;
  objects: number;
  transactions: number;
}
export interface FinalLine {
  t: 'final';
  seq: number;
  hash: string;
  objects: number;
}
export type RecordingLine = { t: 'meta' } | BaseLine | StateLine | LedgerLine | EndLine;

export async function* recording(set: string): AsyncGenerator<RecordingLine> {
  for await (const line of corpusLines('data', set, 'recording.ndjson.gz')) yield JSON.parse(line) as RecordingLine;
}

export async function* finalState(set: string): AsyncGenerator<FinalLine | StateLine> {
  for await (const line of corpusLines('data', set, 'final-state.ndjson.gz'))
    yield JSON.parse(line) as FinalLine | StateLine;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- recorded JSON, which the tests take apart as it comes
export type Json = any;

export const unhex = (text: string): Buffer => Buffer.from(text, 'hex');
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

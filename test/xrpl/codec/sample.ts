import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface Sample {
  kind: 'transaction' | 'metadata' | 'entry';
  hex: string;
  blob: Buffer;
}

/** Blobs of every transaction type and ledger entry type, drawn from recordings of rippled 2.3 and 2.4. */
export function samples(): Sample[] {
  const file = resolve(__dirname, '../../fixtures/codec/sample.txt.gz');
  const lines = gunzipSync(readFileSync(file)).toString('latin1').trimEnd().split('\n');
  return lines.map((line) => {
    const [kind, hex] = line.split(' ') as [Sample['kind'], string];
    return { kind, hex, blob: Buffer.from(hex, 'hex') };
  });
}

export const unhex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');

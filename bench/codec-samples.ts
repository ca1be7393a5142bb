import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gunzipSync } from 'node:zlib';
import { selector } from '../xrpl/codec/select';

export type Samples = Map<string, Buffer[]>;

const entryType = selector(['LedgerEntryType']);

/** Blobs by kind: `transaction`, `metadata`, or the type of the ledger entry. */
export async function readSamples(recording: string | undefined, limit: number): Promise<Samples> {
  const samples: Samples = new Map();
  const seen = new Map<string, number>();
  let state = 1;
  const add = (kind: string, hex: string): void => {
    const blob = Buffer.from(hex, 'hex');
    const key = kind === 'entry' ? String(entryType(blob).LedgerEntryType) : kind;
    const blobs = samples.get(key) ?? [];
    samples.set(key, blobs);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    // A reservoir: each blob of the kind is as likely as any other, whatever their number. Always the same sample.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const place = count <= limit ? count - 1 : Math.floor((state / 2 ** 32) * count);
    if (place < limit) blobs[place] = blob;
  };
  if (recording === undefined) fromFixture(add);
  else await fromRecording(recording, add);
  return samples;
}

function fromFixture(add: (kind: string, hex: string) => void): void {
  const text = gunzipSync(readFileSync(resolve(repository(), 'test/fixtures/codec/sample.txt.gz'))).toString('latin1');
  for (const line of text.split('\n')) {
    const [kind, hex] = line.split(' ');
    if (kind && hex) add(kind, hex);
  }
}

interface Line {
  t: string;
  txs?: [id: string, transaction: string, metadata: string][];
  diff?: [key: string, mod: number, data: string | null][];
}

async function fromRecording(path: string, add: (kind: string, hex: string) => void): Promise<void> {
  const input = createReadStream(path).pipe(createGunzip());
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    const line = JSON.parse(text) as Line;
    for (const [, transaction, metadata] of line.txs ?? []) {
      add('transaction', transaction);
      add('metadata', metadata);
    }
    for (const [, , data] of line.diff ?? []) if (data !== null) add('entry', data);
  }
}

function repository(): string {
  let folder = __dirname;
  while (!existsSync(resolve(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

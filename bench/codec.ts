import { parseArgs } from 'node:util';
import { decode } from 'ripple-binary-codec';
import { toJson } from '../xrpl/codec/json';
import { toObject } from '../xrpl/codec/object';
import type { Benchmark } from './benchmark';
import { readSamples } from './codec-samples';

const KINDS = [
  'transaction',
  'metadata',
  'AccountRoot',
  'RippleState',
  'Offer',
  'DirectoryNode',
  'NFTokenPage',
  'AMM',
] as const;
/** Bytes. The reference takes quadratic time on large metadata: a single one would make the mean of all. */
const LARGEST = 4096;
/** Blobs of each kind. */
const LIMIT = 400;
const ROUNDS = 9;
/** Milliseconds that one contestant runs in one round. */
const SLICE = 40;

interface Contestant {
  run(index: number): unknown;
  /** Microseconds a blob, one for each round. */
  times: number[];
}

export const codec: Benchmark = {
  name: 'codec',
  description: 'decoding against ripple-binary-codec, by kind; --recording FILE.ndjson.gz for other blobs',
  async run(args) {
    const { values } = parseArgs({ args, options: { recording: { type: 'string' } } });
    const samples = await readSamples(values.recording, LIMIT);
    console.log('microseconds a blob, median of rounds in turn: the reference, to JSON text, to an object, and');
    console.log('JSON.stringify of the decoded object; then how many times faster than each');
    console.log(
      row('kind', 'blobs', 'bytes', 'reference', 'toJson', 'toObject', 'stringify', 'ratio', 'object', 'stringify'),
    );
    const ratios: number[] = [];
    const objects: number[] = [];
    const againstStringify: number[] = [];
    for (const kind of KINDS) {
      const blobs = samples.get(kind)?.filter((blob) => blob.length <= LARGEST) ?? [];
      if (blobs.length === 0) throw new Error(`no ${kind} among the samples`);
      const time = measure(blobs);
      ratios.push(time.reference / time.json);
      objects.push(time.reference / time.object);
      againstStringify.push(time.stringify / time.json);
      const bytes = blobs.reduce((sum, blob) => sum + blob.length, 0) / blobs.length;
      console.log(
        row(
          kind,
          blobs.length,
          Math.round(bytes),
          time.reference.toFixed(1),
          time.json.toFixed(2),
          time.object.toFixed(2),
          time.stringify.toFixed(2),
          ratios.at(-1)!.toFixed(1),
          objects.at(-1)!.toFixed(1),
          againstStringify.at(-1)!.toFixed(2),
        ),
      );
    }
    return {
      geomean: geometricMean(ratios).toFixed(1),
      lowest: Math.min(...ratios).toFixed(1),
      object_geomean: geometricMean(objects).toFixed(1),
      stringify_geomean: geometricMean(againstStringify).toFixed(2),
      stringify_lowest: Math.min(...againstStringify).toFixed(2),
    };
  },
};

function measure(blobs: Buffer[]): Record<'reference' | 'json' | 'object' | 'stringify', number> {
  const texts = blobs.map((blob) => blob.toString('hex').toUpperCase());
  const decoded = texts.map((text) => decode(text));
  for (const [i, blob] of blobs.entries()) {
    if (toJson(blob) !== JSON.stringify(decoded[i])) throw new Error(`decoded otherwise: ${texts[i]}`);
  }
  const contestants = {
    reference: { run: (i: number) => decode(texts[i]!), times: [] as number[] },
    json: { run: (i: number) => toJson(blobs[i]!), times: [] as number[] },
    object: { run: (i: number) => toObject(blobs[i]!), times: [] as number[] },
    stringify: { run: (i: number) => JSON.stringify(decoded[i]), times: [] as number[] },
  };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const contestant of Object.values(contestants)) {
      const time = slice(contestant, blobs.length);
      // The first round warms up.
      if (round > 0) contestant.times.push(time);
    }
  }
  return {
    reference: median(contestants.reference.times),
    json: median(contestants.json.times),
    object: median(contestants.object.times),
    stringify: median(contestants.stringify.times),
  };
}

let kept: unknown;

function slice(contestant: Contestant, count: number): number {
  const start = performance.now();
  let runs = 0;
  let elapsed: number;
  do {
    for (let i = 0; i < count; i += 1) kept = contestant.run(i);
    runs += count;
    elapsed = performance.now() - start;
  } while (elapsed < SLICE);
  return kept === undefined ? 0 : (elapsed * 1000) / runs;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

function geometricMean(values: number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function row(kind: string, ...cells: (string | number)[]): string {
  return kind.padEnd(16) + cells.map((cell) => String(cell).padStart(10)).join('');
}

import { promisify } from 'node:util';
import { gzip, gunzip } from 'node:zlib';
import { compress as zstd, decompress as unzstd } from '@mongodb-js/zstd';
import { compressFrame, decompressFrame } from 'lz4-napi';
import { encodeRecord } from '../log/record-codec';
import { openSource } from '../producers/open-source';
import type { Benchmark } from './benchmark';
import { defaultSource } from './filled';

/** Bytes of records that go into one batch, as a producer that catches up sends them. */
const batchSize = 1 << 20;

interface Codec {
  name: string;
  pack: (bytes: Buffer) => Promise<Buffer>;
  unpack: (bytes: Buffer) => Promise<Buffer>;
}

const codecs: Codec[] = [
  { name: 'gzip 6', pack: (bytes) => promisify(gzip)(bytes), unpack: (bytes) => promisify(gunzip)(bytes) },
  { name: 'lz4', pack: (bytes) => compressFrame(bytes), unpack: (bytes) => decompressFrame(bytes) },
  { name: 'zstd', pack: (bytes) => zstd(bytes), unpack: (bytes) => unzstd(bytes) },
];

export const logCompression: Benchmark = {
  name: 'log-compression',
  description: 'record batches of the log under gzip, lz4 and zstd: size, and MB a second both ways',
  async run() {
    const batches = await readBatches();
    const bytes = batches.reduce((sum, batch) => sum + batch.length, 0);
    console.log(`${batches.length} batches, ${(bytes / 1e6).toFixed(1)} MB of records`);
    const sizes: Record<string, string> = {};
    for (const { name, pack, unpack } of codecs) {
      const packed: Buffer[] = [];
      const began = performance.now();
      for (const batch of batches) packed.push(await pack(batch));
      const between = performance.now();
      for (const [i, batch] of packed.entries()) {
        if ((await unpack(batch)).length !== batches[i]!.length)
          throw new Error(`${name} does not give back what it took`);
      }
      const rate = (milliseconds: number): string => `${(bytes / 1000 / milliseconds).toFixed(0)} MB/s`;
      const share = packed.reduce((sum, batch) => sum + batch.length, 0) / bytes;
      const [there, back] = [rate(between - began), rate(performance.now() - between)];
      console.log(`${name.padEnd(10)}${(100 * share).toFixed(1)}% of the size, packs ${there}, unpacks ${back}`);
      sizes[name.replace(' ', '_')] = share.toFixed(3);
    }
    return sizes;
  },
};

async function readBatches(): Promise<Buffer[]> {
  const batches: Buffer[] = [];
  let records: Buffer[] = [];
  let size = 0;
  for await (const segments of (await openSource(defaultSource())).ledgers(undefined)) {
    for (const segment of segments) {
      const record = encodeRecord(segment);
      records.push(record);
      size += record.length;
    }
    if (size < batchSize) continue;
    batches.push(Buffer.concat(records));
    records = [];
    size = 0;
  }
  return records.length > 0 ? [...batches, Buffer.concat(records)] : batches;
}

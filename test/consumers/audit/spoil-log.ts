import { writeFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ArchiveLog } from '../../../log/archive/archive-log';
import { frameBlock, newHeader } from '../../../log/archive/container';
import { listFiles } from '../../../log/archive/files';
import { decodeRecord, encodeRecord } from '../../../log/record-codec';
import { HashPrefix, sha512Half } from '../../../xrpl/hash';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';

export type LogCorruption = 'byte' | 'transaction' | 'object' | 'header' | 'swap' | 'remove' | 'forge';

/** Spoils ledgers of an archive of one file, some apart from one another. @returns what was done to which */
export async function spoilLog(
  folder: string,
  kinds: readonly LogCorruption[],
  count: number,
  seed: number,
): Promise<{ kind: LogCorruption; ledger: number }[]> {
  let state = seed * 7919;
  const random = (below: number): number => (state = (state * 48271) % 0x7fffffff) % below;
  const flip = (bytes: Buffer): void => void (bytes[random(bytes.length)]! ^= 1 << random(8));

  const [file] = await listFiles(folder);
  const segments: LedgerDiff[] = [];
  for await (const segment of new ArchiveLog(folder).read({ from: 0 })) segments.push(segment);
  const broken = new Map<LedgerDiff, (block: Buffer) => Buffer>();
  const done: { kind: LogCorruption; ledger: number }[] = [];
  const stride = Math.floor((segments.length - 3) / count);
  const removed = new Set<LedgerDiff>();
  for (let i = 0; i < count; i++) {
    const kind = kinds[(i + seed) % kinds.length]!;
    const place = 1 + i * stride + random(stride - 4);
    const segment = segments[place]!;
    done.push({ kind, ledger: segment.ledgerIndex });
    switch (kind) {
      case 'byte':
        broken.set(segment, (block) => {
          const spoilt = Buffer.from(block);
          do flip(spoilt);
          while (reads(spoilt, segment)); // some bits of what is compressed mean nothing
          return spoilt;
        });
        break;
      case 'transaction': {
        const { transactions } = segment;
        if (transactions.length === 0) transactions.push({ transaction: Buffer.alloc(9), metadata: Buffer.alloc(9) });
        else flip(transactions[random(transactions.length)]![random(2) === 0 ? 'transaction' : 'metadata']);
        break;
      }
      case 'object':
        flip(segment.objects.find(({ blob }) => blob)!.blob!);
        break;
      case 'header':
        flip(segment.header);
        break;
      case 'swap':
        [segments[place], segments[place + 1]] = [segments[place + 1]!, segment];
        break;
      case 'remove':
        removed.add(segment);
        break;
      case 'forge': // a header that hashes to its ledger hash, but of another state
        segment.header[80]! ^= 1;
        segment.hash = sha512Half(HashPrefix.ledger, segment.header);
        break;
    }
  }
  const { bytes, sync } = newHeader();
  const blocks = segments
    .filter((segment) => !removed.has(segment))
    .map((segment) => {
      const block = deflateRawSync(encodeRecord(segment));
      return frameBlock(1, broken.get(segment)?.(block) ?? block, sync);
    });
  writeFileSync(file!.path, Buffer.concat([bytes, ...blocks]));
  return done;
}

function reads(block: Buffer, segment: LedgerDiff): boolean {
  try {
    return encodeRecord(decodeRecord(inflateRawSync(block))).equals(encodeRecord(segment));
  } catch {
    return false;
  }
}

import { readFileSync, writeFileSync } from 'node:fs';
import { ArchiveLog } from '../../../log/archive/archive-log';
import { listFiles } from '../../../log/archive/files';
import { sha512Half, HashPrefix } from '../../../xrpl/hash';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';
import { deflateRawSync } from 'node:zlib';
import { encodeRecord } from '../../../log/record-codec';
import { frameBlock, newHeader } from '../../../log/archive/container';

export type LogCorruption = 'byte' | 'transaction' | 'object' | 'header' | 'swap' | 'remove' | 'forge';

/** Spoils the archive. @returns the ledgers that must be named, where they are known */
export async function spoilLog(folder: string, kind: LogCorruption, seed: number): Promise<number[] | undefined> {
  let state = seed * 7919;
  const random = (below: number): number => (state = (state * 48271) % 0x7fffffff) % below;
  const [file] = await listFiles(folder);
  const path = file!.path;
  if (kind === 'byte') {
    const bytes = readFileSync(path);
    const before = await content(folder);
    // Some bits of a compressed file mean nothing: others are tried then.
    do {
      const spoilt = Buffer.from(bytes);
      spoilt[bytes.length - 1 - random(bytes.length - 5000)]! ^= 1 << random(8);
      writeFileSync(path, spoilt);
    } while ((await content(folder)) === before);
    return undefined;
  }
  const segments: LedgerDiff[] = [];
  for await (const segment of new ArchiveLog(folder).read({ from: 0 })) segments.push(segment);
  const place = 1 + random(segments.length - 3);
  const segment = segments[place]!;
  const { ledgerIndex } = segment;
  const flip = (bytes: Buffer): void => void (bytes[random(bytes.length)]! ^= 1 << random(8));
  switch (kind) {
    case 'transaction': {
      const target = segments.slice(place).find(({ transactions }) => transactions.length > 0)!;
      const { transaction, metadata } = target.transactions[random(target.transactions.length)]!;
      flip(random(2) === 0 ? transaction : metadata);
      write(path, segments);
      return [target.ledgerIndex];
    }
    case 'object': {
      const target = segment.objects.filter(({ blob }) => blob)[0]!;
      flip(target.blob!);
      break;
    }
    case 'header':
      flip(segment.header);
      break;
    case 'swap':
      [segments[place], segments[place + 1]] = [segments[place + 1]!, segment];
      break;
    case 'remove':
      segments.splice(place, 1);
      break;
    case 'forge':
      // A header that hashes to its ledger hash, but of another state.
      segment.header[80]! ^= 1;
      segment.hash = sha512Half(HashPrefix.ledger, segment.header);
      break;
  }
  write(path, segments);
  return [ledgerIndex];
}

/** What can be read of an archive, and what is said of the rest. */
async function content(folder: string): Promise<string> {
  const parts: string[] = [];
  const onDamage = (problem: string): void => void parts.push(problem);
  for await (const segment of new ArchiveLog(folder).salvage(0, 0xffffffff, onDamage)) {
    parts.push(encodeRecord(segment).toString('base64'));
  }
  return parts.join('\n');
}

function write(path: string, segments: readonly LedgerDiff[]): void {
  const { bytes, sync } = newHeader();
  const blocks = segments.map((segment) => frameBlock(1, deflateRawSync(encodeRecord(segment)), sync));
  writeFileSync(path, Buffer.concat([bytes, ...blocks]));
}

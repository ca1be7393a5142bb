import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveLog } from '../../log/archive/archive-log';
import { listFiles } from '../../log/archive/files';
import { demoArchive, demoLedgers, temporaryFolder } from '../demo';

const folder = temporaryFolder();

/** An archive of some ledgers with one byte changed, at a place of the file. */
async function spoilt(name: string, at: (bytes: Buffer) => number): Promise<ArchiveLog> {
  const log = new ArchiveLog(join(folder, name));
  const writer = await log.writer();
  for (const segments of await demoLedgers(40, 10)) await writer.append(segments);
  await writer.close();
  await log.seal();
  const [file] = await listFiles(log.folder);
  const bytes = readFileSync(file!.path);
  bytes[at(bytes)]! ^= 0x55;
  writeFileSync(file!.path, bytes);
  return log;
}

async function salvaged(log: ArchiveLog): Promise<{ ledgers: number[]; problems: string[] }> {
  const problems: string[] = [];
  const ledgers: number[] = [];
  for await (const { ledgerIndex } of log.salvage(0, 300, (problem) => problems.push(problem)))
    ledgers.push(ledgerIndex);
  return { ledgers, problems };
}

const syncOf = (bytes: Buffer): Buffer => bytes.subarray(-16);
const all = Array.from({ length: 31 }, (_, i) => i + 10);

test.each([
  ['the sync marker of a block', (bytes: Buffer) => bytes.indexOf(syncOf(bytes), bytes.length >> 1) + 3],
  ['the length of a block', (bytes: Buffer) => bytes.indexOf(syncOf(bytes), bytes.length >> 1) + 17],
  ['the content of a block', (bytes: Buffer) => bytes.indexOf(syncOf(bytes), bytes.length >> 1) + 60],
])('damage to %s costs no more than the blocks it touches', async (what, at) => {
  const log = await spoilt(what, at);
  await expect(async () => {
    for await (const segment of log.read({ from: 0 })) void segment;
  }).rejects.toThrow(/damaged/);
  const { ledgers, problems } = await salvaged(log);
  expect(problems.length).toBeGreaterThan(0);
  expect(ledgers.length).toBeGreaterThanOrEqual(29);
  expect(ledgers).toEqual(all.filter((ledger) => ledgers.includes(ledger)));
  const missing = await demoLedgers(40, 10).then((found) =>
    found.filter(([segment]) => !ledgers.includes(segment!.ledgerIndex)),
  );
  await log.mend(new Map(missing.map((segments) => [segments[0]!.ledgerIndex, segments])));
  expect(await salvaged(log)).toEqual({ ledgers: all, problems: [] });
  const read: number[] = [];
  for await (const { ledgerIndex } of log.read({ from: 0 })) read.push(ledgerIndex);
  expect(read).toEqual(all);
});

test('a file whose head is gone gives nothing, and says so', async () => {
  const { ledgers, problems } = await salvaged(await spoilt('head', () => 1));
  expect(ledgers).toEqual([]);
  expect(problems).toEqual([expect.stringContaining('not an Avro object container file')]);
});

test('an undamaged archive gives what reading it gives', async () => {
  const { ledgers, problems } = await salvaged(new ArchiveLog(demoArchive));
  expect(ledgers).toHaveLength(214);
  expect(problems).toEqual([]);
});

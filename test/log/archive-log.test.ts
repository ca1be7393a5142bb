import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveLog } from '../../log/archive/archive-log';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoArchive, demoLedgers, temporaryFolder } from '../demo';
import { content, logSuite, readAll } from './suite';

const folder = temporaryFolder();
let ledgers: LedgerDiff[][];
let made = 0;
const fresh = (): ArchiveLog => new ArchiveLog(join(folder, `log-${made++}`));

beforeAll(async () => {
  ledgers = await demoLedgers(40);
});

async function filled(count: number): Promise<ArchiveLog> {
  const log = fresh();
  const writer = await log.writer();
  for (const segments of ledgers.slice(0, count)) await writer.append(segments);
  await writer.close();
  return log;
}

logSuite(fresh);

const onlyFile = (log: ArchiveLog): string => join(log.folder, readdirSync(log.folder)[0]!);

test('what a crash left of a ledger is cut off when writing goes on', async () => {
  const log = await filled(11);
  truncateSync(onlyFile(log), statSync(onlyFile(log)).size - 20);
  expect((await log.end())?.ledgerIndex).toBe(11);
  const writer = await log.writer();
  await writer.append(ledgers[10]!);
  await writer.close();
  expect(content(await readAll(log))).toEqual(content(ledgers.slice(0, 11).flat()));
});

test('a crash at any byte of the file loses at most the ledger being written', async () => {
  const whole = await filled(6);
  const bytes = readFileSync(onlyFile(whole));
  for (let size = 0; size <= bytes.length; size += Math.ceil(bytes.length / 40)) {
    const log = fresh();
    mkdirSync(log.folder);
    writeFileSync(join(log.folder, '0000000002-open.avro'), bytes.subarray(0, size));
    const writer = await log.writer();
    const next = ((await log.end())?.ledgerIndex ?? 1) + 1;
    for (const segments of ledgers.slice(next - 2, 6)) await writer.append(segments);
    await writer.close();
    expect(content(await readAll(log))).toEqual(content(ledgers.slice(0, 6).flat()));
  }
});

test('a file is seen once it has a whole ledger; what a crash left of one before that is cleared away', async () => {
  const log = fresh();
  const writer = await log.writer();
  const seen: string[][] = [];
  function* segments() {
    for (const segment of [ledgers[0]![0]!]) {
      seen.push(readdirSync(log.folder));
      yield segment;
    }
  }
  await writer.append({ [Symbol.iterator]: segments });
  await writer.close();
  expect(seen.at(-1)).toEqual(['0000000002-open.avro.new']);
  expect(readdirSync(log.folder)).toEqual(['0000000002-open.avro']);
  writeFileSync(join(log.folder, '0000000256-open.avro.new'), 'half');
  await (await log.writer()).close();
  expect(readdirSync(log.folder)).toEqual(['0000000002-open.avro']);
});

test('a full range is sealed under its name and the next begins a file of its own', async () => {
  const log = fresh();
  const writer = await log.writer();
  const shifted = ledgers.slice(1, 5).map(([segment]) => [{ ...segment!, ledgerIndex: segment!.ledgerIndex + 251 }]);
  for (const segments of shifted) await writer.append(segments);
  await writer.close();
  expect(readdirSync(log.folder).sort()).toEqual(['0000000254-0000000255.avro', '0000000256-open.avro']);
  expect(content(await readAll(log))).toEqual(content(shifted.flat()));
});

test('a following reader gets each ledger as it is appended, across files', async () => {
  const log = fresh();
  const stop = new AbortController();
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { ledgerIndex } of log.read({ from: 0, follow: true, signal: stop.signal })) {
      seen.push(ledgerIndex);
      if (ledgerIndex === 258) stop.abort();
    }
  })();
  const writer = await log.writer();
  for (const [segment] of ledgers.slice(1, 7)) {
    await writer.append([{ ...segment!, ledgerIndex: segment!.ledgerIndex + 250 }]);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await writer.close();
  await reading;
  expect(seen).toEqual([253, 254, 255, 256, 257, 258]);
});

describe('damage is an error that names file and ledger', () => {
  const sealed = async (): Promise<ArchiveLog> => {
    const log = await filled(10);
    await log.seal();
    return log;
  };

  test('a truncated file', async () => {
    const log = await sealed();
    truncateSync(onlyFile(log), statSync(onlyFile(log)).size - 10);
    await expect(readAll(log)).rejects.toThrow(/^ledger 11: the archive is truncated, .*0000000002-0000000011\.avro/);
  });

  test('every byte of a block matters', async () => {
    const log = await sealed();
    const bytes = readFileSync(onlyFile(log));
    for (let at = bytes.length - 400; at < bytes.length; at += 7) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 0x10;
      writeFileSync(onlyFile(log), damaged);
      // What DEFLATE and Avro happen to accept is found by verification; here it must be the wrong content, not a crash.
      const outcome = await readAll(log).catch((error: Error) => error);
      if (outcome instanceof Error) expect(outcome.message).toMatch(/^ledger \d+: .*\.avro\)$/);
      else expect(content(outcome)).not.toEqual(content(ledgers.slice(0, 10).flat()));
    }
  });

  test('no Avro file at all', async () => {
    const log = await sealed();
    writeFileSync(onlyFile(log), 'hello, this is a text');
    await expect(readAll(log)).rejects.toThrow(
      /^ledger 2: the archive is damaged: not an Avro object container file \(.*\)$/,
    );
  });

  test('a missing file between two', async () => {
    const log = fresh();
    mkdirSync(log.folder);
    const parts = [ledgers.slice(0, 3), ledgers.slice(5, 8)];
    for (const part of parts) {
      const other = fresh();
      const writer = await other.writer();
      for (const segments of part) await writer.append(segments);
      await writer.close();
      await other.seal();
      copyFileSync(onlyFile(other), join(log.folder, readdirSync(other.folder)[0]!));
    }
    await expect(readAll(log)).rejects.toThrow(/^ledger 5: ledgers 5 to 6 are missing from the archive/);
  });
});

test('the bundled recording is a sealed archive of ordinary Avro', () => {
  expect(readdirSync(demoArchive)).toEqual(['0000000002-0000000215.avro']);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ArchiveLog } from '../../log/archive/archive-log';
import { encodeRecord } from '../../log/record-codec';
import { RecordingWriter } from '../../log/recording/recording-writer';
import { openSource } from '../../producers/open-source';
import { produce } from '../../producers/producer';
import { RecordingSource } from '../../producers/recording-source';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoArchive, demoLedgers, temporaryFolder } from '../demo';

const folder = temporaryFolder();
const recording = join(folder, 'good.ndjson.gz');
let lines: string[];
let ledgers: LedgerDiff[][];

beforeAll(async () => {
  ledgers = await demoLedgers(30);
  const writer = new RecordingWriter(recording, { first: 2, last: 30 });
  for (const segments of ledgers) await writer.append(segments);
  await writer.finish();
  lines = gunzipSync(readFileSync(recording)).toString().trimEnd().split('\n');
});

let made = 0;
/** A recording with other lines, or other bytes. */
function spoilt(change: (lines: string[]) => string[] | Buffer): string {
  const path = join(folder, `spoilt-${made++}.ndjson.gz`);
  const changed = change([...lines]);
  writeFileSync(path, Buffer.isBuffer(changed) ? changed : gzipSync(`${changed.join('\n')}\n`));
  return path;
}

/** The log made from a recording, and the error that ended it. */
async function ingest(path: string): Promise<{ error: Error | undefined; last: number | undefined; log: ArchiveLog }> {
  const log = new ArchiveLog(join(folder, `log-${made++}`));
  const error = await produce({ source: await openSource(path), log }).then(
    () => undefined,
    (reason: Error) => reason,
  );
  return { error, last: (await log.end())?.ledgerIndex, log };
}

const lineOf = (ledger: number): number => lines.findIndex((line) => line.startsWith(`{"t":"ledger","seq":${ledger},`));

test('a recording and an archive of the same ledgers are the same source', async () => {
  const found: LedgerDiff[][] = [];
  for await (const segments of new RecordingSource(recording).ledgers(undefined)) found.push([...segments]);
  expect(found.flat().map((segment) => encodeRecord(segment).toString('latin1'))).toEqual(
    ledgers.flat().map((segment) => encodeRecord(segment).toString('latin1')),
  );
  expect(await new RecordingSource(recording).extent()).toEqual({ first: 3, last: 30 });
});

test('reading goes on anywhere, without the state before it', async () => {
  const found: number[] = [];
  for await (const [segment] of new RecordingSource(recording).ledgers(25)) found.push(segment!.ledgerIndex);
  expect(found).toEqual([25, 26, 27, 28, 29, 30]);
});

test('the producer goes on where the log ends', async () => {
  const log = new ArchiveLog(join(folder, 'resumed'));
  const writer = await log.writer();
  for (const segments of ledgers.slice(0, 10)) await writer.append(segments);
  await writer.close();
  const published: number[] = [];
  await produce({
    source: await openSource(recording),
    log,
    onPublished: ({ ledgerIndex }) => published.push(ledgerIndex),
  });
  expect(published[0]).toBe(12);
  expect(published.at(-1)).toBe(30);
});

describe('a corrupt recording is refused at the ledger that is wrong; what came before stays', () => {
  const cases: [what: string, path: () => string, message: RegExp, last: number | undefined][] = [
    [
      'cut off within the compressed bytes',
      () => spoilt(() => readFileSync(recording).subarray(0, -2000)),
      /^ledger \d+: the recording is damaged: unexpected end of file \(.*spoilt-/,
      undefined,
    ],
    [
      'cut off at a line',
      () => spoilt((all) => all.slice(0, -3)),
      /^ledger 29: the recording is cut off: it has no `end` line/,
      28,
    ],
    [
      'a line cut short',
      () => spoilt((all) => ((all[lineOf(20)] = all[lineOf(20)]!.slice(0, 500)), all)),
      /^ledger 20: the recording is damaged: .*JSON/,
      19,
    ],
    [
      'a missing ledger',
      () => spoilt((all) => all.toSpliced(lineOf(20), 1)),
      /^ledger 21: can't follow ledger 19: ledger 20 is missing/,
      19,
    ],
    [
      'a gap',
      () => spoilt((all) => all.toSpliced(lineOf(20), 3)),
      /^ledger 23: can't follow ledger 19: ledgers 20 to 22 are missing/,
      19,
    ],
    [
      'ledgers swapped',
      () => spoilt((all) => all.toSpliced(lineOf(20), 2, all[lineOf(21)]!, all[lineOf(20)]!)),
      /^ledger 21: can't follow ledger 19/,
      19,
    ],
    [
      'a wrong hash',
      () => spoilt((all) => ((all[lineOf(20)] = all[lineOf(20)]!.replace(/"hash":"./, '"hash":"G')), all)),
      /^ledger 20: .*not hexadecimal/,
      19,
    ],
    [
      'another hash',
      () =>
        spoilt((all) => ((all[lineOf(20)] = all[lineOf(20)]!.replace(/"hash":"[0-9A-F]{8}/, '"hash":"00000000')), all)),
      /^ledger 20: the header hashes to/,
      19,
    ],
    [
      'transactions out of order',
      () => spoilt((all) => ((all[lineOf(20)] = swapTransactions(all[lineOf(20)]!)), all)),
      /^ledger 20: transactions are out of order/,
      19,
    ],
    [
      'a transaction changed',
      () => spoilt((all) => ((all[lineOf(20)] = changeTransaction(all[lineOf(20)]!)), all)),
      /^ledger 20: its \d+ transactions rebuild the tree/,
      19,
    ],
    [
      'a state without one of its objects',
      () => spoilt((all) => ((all[2] = dropObject(all[2]!)), all)),
      /^ledger 2: its state has 2 objects, 3 were recorded/,
      undefined,
    ],
    [
      'no recording at all',
      () => spoilt(() => gzipSync('{"hello":"world"}\n')),
      /^ledger 0: the recording is cut off/,
      undefined,
    ],
    [
      'not compressed',
      () => spoilt(() => Buffer.from('hello')),
      /^ledger 0: the recording is damaged: incorrect header check/,
      undefined,
    ],
  ];
  test.each(cases)('%s', async (_what, path, message, last) => {
    const outcome = await ingest(path());
    expect(outcome.error?.message).toMatch(message);
    expect(outcome.error?.message).toContain('spoilt-');
    if (last !== undefined) expect(outcome.last).toBe(last);
    // What is in the log is whole and good.
    const kept: string[] = [];
    for await (const segment of outcome.log.read({ from: 0 })) kept.push(encodeRecord(segment).toString('latin1'));
    expect(kept).toEqual(
      ledgers
        .flat()
        .slice(0, kept.length)
        .map((segment) => encodeRecord(segment).toString('latin1')),
    );
  });

  function swapTransactions(line: string): string {
    const ledger = JSON.parse(line) as { txs: unknown[] };
    [ledger.txs[0], ledger.txs[1]] = [ledger.txs[1], ledger.txs[0]];
    return JSON.stringify(ledger);
  }
  function changeTransaction(line: string): string {
    const ledger = JSON.parse(line) as { txs: string[][] };
    const blob = ledger.txs[0]![1]!;
    ledger.txs[0]![1] = blob.slice(0, -2) + (blob.endsWith('0') ? '01' : '00');
    return JSON.stringify(ledger);
  }
  function dropObject(line: string): string {
    const state = JSON.parse(line) as { o: unknown[] };
    state.o.pop();
    return JSON.stringify(state);
  }
});

test('a path that is no source says what it is instead', async () => {
  await expect(openSource(join(folder, 'nothing'))).rejects.toThrow(/there is no such file or folder/);
  await expect(openSource(folder)).rejects.toThrow(/no archive files here/);
  await expect(openSource(__filename)).rejects.toThrow(/neither an archive folder nor a \.ndjson\.gz recording/);
  expect((await openSource(demoArchive)).name).toBe(demoArchive);
});

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { repairLog, repairTables } from '../../../cli/repair';
import { finishAudit } from '../../../consumers/audit/audit';
import { chunksOf, runLane, type AuditedTables } from '../../../consumers/audit/lane';
import type { AuditReport } from '../../../consumers/audit/report';
import { RunFolder } from '../../../consumers/audit/run-folder';
import { registry } from '../../../consumers/registry';
import { Runner } from '../../../consumers/runner';
import { ArchiveLog } from '../../../log/archive/archive-log';
import { encodeRecord } from '../../../log/record-codec';
import { ArchiveSource } from '../../../producers/archive-source';
import { combineDigests, digestTables } from '../../../store/digest';
import { currentGenerations } from '../../../store/generations';
import { LmdbStore } from '../../../store/lmdb/lmdb-store';
import { LmdbTreeStore } from '../../../store/lmdb/lmdb-tree-store';
import { TablesReader } from '../../../store/read/tables-reader';
import { demoArchive, demoLast, silent, temporaryFolder } from '../../demo';
import { Corruptor } from './corruptor';
import { spoilLog, type LogCorruption } from './spoil-log';

const folder = temporaryFolder();
const range = { first: 2, last: demoLast };
const aside = new LmdbTreeStore(join(folder, 'aside', 'nodes.mdb'));
const store = new LmdbStore(join(folder, 'tables'));
const logFolder = join(folder, 'log');
const log = new ArchiveLog(logFolder);
let tables: AuditedTables;
let clean: string;

const digest = async (): Promise<string> => combineDigests(await digestTables(store));
const restoreLog = (): void => cpSync(demoArchive, logFolder, { recursive: true });
let runs = 0;
const newRun = (): RunFolder => RunFolder.open(join(folder, `run-${runs++}`), { ...range, subject: 'test' }, true);

async function audit(): Promise<AuditReport> {
  const run = newRun();
  await runLane({ log, tables, aside, scratch: folder }, chunksOf(range.first, range.last), async (result, expected) =>
    run.save(result, expected),
  );
  return finishAudit(run, { ...range, subject: 'test', log: range }, tables);
}

beforeAll(async () => {
  restoreLog();
  const runner = await Runner.open({ log, store, views: registry, logger: silent });
  await runner.run({ follow: false });
  tables = {
    store,
    reader: new TablesReader(store, { cacheBytes: 0 }),
    views: registry,
    generations: await currentGenerations(store),
  };
  clean = await digest();
});
afterAll(async () => {
  await store.close();
  await aside.close();
});

test('nothing is found where nothing is wrong', async () => {
  const report = await audit();
  expect(report.counts).toEqual({});
  expect(report).toMatchObject({ ledgers: 214, statesProven: 214 });
  expect(report.rows).toBeGreaterThan(5000);
});

// 450 in the tables, 50 in the log.
test.each([1, 2])('225 corruptions of the tables are each found and named, and repaired (seed %i)', async (seed) => {
  const done = await new Corruptor(store, seed).spoil(225);
  expect(await digest()).not.toBe(clean);
  const { findings } = await audit();
  const named = new Set(findings.map(({ kind, table, row }) => `${kind} ${table} ${JSON.stringify(row)}`));
  for (const { what, expected } of done) {
    for (const name of expected) if (!named.has(name)) throw new Error(`${what}: not found as ${name}`);
  }
  expect(done).toHaveLength(225);
  const all = new Set(done.flatMap(({ expected }) => expected));
  expect([...named].filter((name) => !all.has(name))).toEqual([]);
  await repairTables({ tables, aside, scratch: folder }, [{ log, range }], { ...range, log: range }, newRun());
  expect(await digest()).toBe(clean);
});

const kinds: LogCorruption[] = ['byte', 'transaction', 'object', 'header', 'swap', 'remove', 'forge'];
test.each([1, 2, 3, 4, 5])(
  '10 corruptions of the log are each found and named, and repaired (seed %i)',
  async (seed) => {
    const done = await spoilLog(logFolder, kinds, 10, seed);
    expect(done).toHaveLength(10);
    // The tables are right: they only say which state to go on from.
    const states = { ...tables, reader: new TablesReader(store), views: [] };
    const run = newRun();
    await runLane({ log, tables: states, aside, scratch: folder }, chunksOf(range.first, range.last), async (result) =>
      run.save(result, new Map()),
    );
    const { findings } = await finishAudit(run, { ...range, subject: 'test', log: range }, undefined);
    const named = new Set(findings.map(({ ledger }) => ledger));
    for (const { kind, ledger } of done)
      if (!named.has(ledger)) throw new Error(`${kind} of ledger ${ledger} was not found`);
    const options = { log, tables: states, aside, scratch: folder };
    await expect(repairLog(options, range, undefined)).rejects.toThrow(/--source/);
    const mended = await repairLog(options, range, new ArchiveSource(demoArchive));
    expect(mended).toEqual(expect.arrayContaining(done.map(({ ledger }) => ledger)));
    const read: string[] = [];
    for await (const segment of log.read({ from: 0 })) read.push(encodeRecord(segment).toString('base64'));
    const original: string[] = [];
    for await (const segment of new ArchiveLog(demoArchive).read({ from: 0 }))
      original.push(encodeRecord(segment).toString('base64'));
    expect(read).toEqual(original);
    restoreLog();
  },
);

test('what a source has is audited in its place before anything is written', async () => {
  const bad = join(folder, 'bad');
  cpSync(demoArchive, bad, { recursive: true });
  const ledger = (await spoilLog(bad, ['forge'], 1, 3))[0]!.ledger;
  await spoilLog(logFolder, ['object'], 1, 3);
  await expect(repairLog({ log, tables, aside, scratch: folder }, range, new ArchiveSource(bad))).rejects.toThrow(
    new RegExp(`^ledger ${ledger}: what the source has fails the audit too`),
  );
  restoreLog();
});

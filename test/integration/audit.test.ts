import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolder } from '../../cli/data-folder';
import type { AuditReport } from '../../consumers/audit/report';
import { RunFolder } from '../../consumers/audit/run-folder';
import { progress, watermark } from '../../schemas/tables/bookkeeping';
import { ledgers } from '../../schemas/tables/ledgers';
import { put } from '../../store/port';
import { demoArchive, temporaryFolder } from '../demo';
import { spoilLog } from '../consumers/audit/spoil-log';
import { run } from './millrace';

const folder = temporaryFolder();
const data = join(folder, 'data');
const report = join(folder, 'report.json');
const audit = (...args: string[]): ReturnType<typeof run> => run('audit', '--data', data, '--report', report, ...args);
const reported = (): AuditReport => JSON.parse(readFileSync(report, 'utf8')) as AuditReport;
const digest = async (): Promise<string> => (await run('digest', '--data', data)).stdout;

beforeAll(async () => {
  const { code, stderr } = await run('up', '--data', data, '--port', '0', '--exit-when-done', '--log-level', 'silent');
  expect([code, stderr.includes('millrace:')]).toEqual([0, false]);
});

test('a clean folder audits clean, in one thread and in two, whole and in part', async () => {
  for (const args of [[], ['--threads', '2'], ['100-150']]) {
    const { code, stdout } = await audit(...args);
    expect([code, stdout]).toEqual([0, expect.stringContaining('nothing is wrong')]);
  }
  expect(reported()).toMatchObject({ first: 100, last: 150, ledgers: 51, statesProven: 51, counts: {}, findings: [] });
  const beyond = await audit('300-400');
  expect([beyond.code, beyond.stderr]).toEqual([1, expect.stringContaining('are not among the visible ones')]);
});

test('what is wrong ends it with 2, is reported, and repair mends it from a source, and nothing without one', async () => {
  const clean = await digest();
  const store = new DataFolder(data).store();
  const row = (await store.get(ledgers, { ledger: 77 }))!;
  const other = (await store.get(ledgers, { ledger: 78 }))!;
  const visible = (await store.get(watermark, { name: 'visible' }))!;
  const [state] = await store.range(progress, { view: 'state' });
  await store.write([
    put(ledgers, { ...row, header: other.header }),
    put(watermark, { ...visible, first: 1 }),
    put(progress, { ...state!, last: 500 }),
  ]);
  await store.close();
  const [spoilt] = await spoilLog(join(data, 'log'), ['object'], 1, 5);

  const found = await audit('--threads', '2');
  expect(found.code).toBe(2);
  const { counts, findings } = reported();
  expect(counts).toMatchObject({ 'state-tree': 1, 'row-wrong': 1, watermark: 1, progress: 1 });
  expect(findings).toContainEqual({
    kind: 'row-wrong',
    ledger: 77,
    table: 'ledgers',
    row: { ledger: 77 },
    differences: [
      {
        field: 'header',
        expected: row.header.toString('hex').toUpperCase(),
        found: other.header.toString('hex').toUpperCase(),
      },
    ],
  });
  expect(found.stdout).toContain(`state-tree: ledger ${spoilt!.ledger}: account_hash should be `);
  expect(found.stdout).toContain('row-wrong: ledger 77: ledgers: ledger 77: header should be ');

  const without = await run('repair', '--data', data);
  expect([without.code, without.stderr]).toEqual([
    1,
    expect.stringContaining(`ledger ${spoilt!.ledger}: is wrong in the log`),
  ]);
  const mended = await run('repair', '--data', data, '--source', demoArchive);
  expect([mended.code, mended.stdout]).toEqual([0, expect.stringContaining(`log: replaced ledgers ${spoilt!.ledger}`)]);
  expect(await digest()).toBe(clean);
  // The bookkeeping that said too much is gone; a consumer says it again as it is.
  expect((await run('consume', '--data', data, '--exit-when-done')).code).toBe(0);
  expect((await audit()).stdout).toContain('nothing is wrong');
  expect(reported()).toMatchObject({ first: 2, last: 215, ledgers: 214 });
});

test('an archive is audited by itself', async () => {
  const { code, stdout } = await run('audit', '--source', demoArchive);
  expect([code, stdout]).toEqual([0, expect.stringContaining('214 ledgers, 9319 transactions, 214 states proven')]);
});

test('an audit that was stopped goes on with what it had not done', async () => {
  // What a first run has done by the time it is stopped: its chunk says something that only it could know.
  const question = { first: 2, last: 215, subject: 'log and tables' };
  const done = RunFolder.open(join(data, 'audit'), question, true);
  const result = { first: 2, last: 215, ledgers: 4242, transactions: 0, proven: 0, findings: [], bad: [] };
  done.save(result, new Map());
  const resumed = await audit();
  expect(reported().ledgers).toBe(4242);
  expect(resumed.code).toBe(2); // no row was expected, so every row is one too many
  RunFolder.open(join(data, 'audit'), question, true).save(result, new Map());
  expect((await audit('--anew')).code).toBe(0);
  expect(reported().ledgers).toBe(214);
});

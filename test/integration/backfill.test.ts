import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataFolder } from '../../cli/data-folder';
import { ArchiveHistory } from '../../log/archive/archive-history';
import { ledgers } from '../../schemas/tables/ledgers';
import { put } from '../../store/port';
import { demoFirst, demoLast, demoLedgers, demoArchive, temporaryFolder } from '../demo';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { account, complete, completeLedgers, expectAnswersAlike } from './answers';
import { answering, ask, millrace, run, type Running } from './millrace';

const folder = temporaryFolder();
const start = 120;

let chain: RecordedChain;
/** Serves all of the recording, ingested in one go. */
let plain: { port: number; stop(): Promise<void> };
const nodes: LedgerDouble[] = [];

beforeAll(async () => {
  chain = new RecordedChain(await demoLedgers());
  plain = await serving('plain', '--source', demoArchive);
  await complete(plain.port, `${demoFirst}-${demoLast}`);
});

afterAll(async () => {
  await plain.stop();
  await Promise.all(nodes.map((node) => node.stop()));
});

async function startNode(newest: number): Promise<LedgerDouble> {
  const node = await LedgerDouble.start('grpc', chain, { newest });
  nodes.push(node);
  return node;
}

async function serving(name: string, ...args: string[]): Promise<Running & { port: number; stop(): Promise<void> }> {
  const process = millrace('up', '--data', join(folder, name), '--port', '0', ...args);
  const port = await answering(process);
  const stop = async (): Promise<void> => {
    process.child.kill('SIGTERM');
    await process.ended;
  };
  return { ...process, port, stop };
}

const expectSameAnswers = (port: number, ledgers: readonly number[]): Promise<void> =>
  expectAnswersAlike(port, plain.port, ledgers);

test('history is fetched while the tip goes on, through kills, and every answer is right throughout', async () => {
  const node = await startNode(start + 5);
  const own = join(folder, 'own');
  const source = ['--source', node.url];
  const up = await serving('own', ...source, '--start', String(start));
  await complete(up.port, `${start + 1}-${start + 5}`);
  const backfill = ['backfill', `${demoFirst}-${start}`, ...source, '--data', own, '--stretch', '50'];

  // Killed again and again, at whatever it is doing, while ledgers close.
  const history = new ArchiveHistory(join(own, 'history'));
  const fetched = async (): Promise<number> => {
    const stretches = await history.stretches();
    const ends = await Promise.all(stretches.map(({ log }) => log.end().catch(() => undefined)));
    return stretches.reduce((sum, { base }, i) => sum + ((ends[i]?.ledgerIndex ?? base) - base), 0);
  };
  for (const enough of [1, 30, 60]) {
    const killed = millrace(...backfill);
    while (killed.child.exitCode === null && (await fetched()) < enough) await sleep(5);
    killed.child.kill('SIGKILL');
    await killed.ended;
    node.closeLedger();
    await expectSameAnswers(up.port, [start + 1, start + 5]);
  }
  const { code, stdout, stderr } = await run(...backfill);
  expect({ code, stderr, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/waiting for the source/) });
  const seen = await complete(up.port, `${demoFirst}-${node.newest}`);
  // Each stretch came to be visible as a whole, the newest first.
  for (const said of seen) expect(said).toMatch(/^(3|51|101|121)-\d+$/);
  while (node.newest < demoLast) node.closeLedger();
  await complete(up.port, `${demoFirst}-${demoLast}`);
  await expectSameAnswers(up.port, [demoFirst, 50, 51, 100, 101, start, start + 1, 150, demoLast]);
  // Nothing is left of what was kept for going on.
  for (const name of readdirSync(join(own, 'history'))) {
    expect(readdirSync(join(own, 'history', name)).every((file) => /-\d{10}\.avro$/.test(file))).toBe(true);
  }
  expect((await run(...backfill)).stdout).toBe(`Ledgers ${demoFirst} to ${start} are in the log.\n`);
  await up.stop();
  await expectAuditToMend(own);
});

/** An audit of all, and of a part, finds nothing; then it finds what is spoilt in history, and a repair mends that. */
async function expectAuditToMend(data: string): Promise<void> {
  for (const args of [[], ['30-60'], [String(start)]]) {
    const { code, stdout } = await run('audit', '--data', data, ...args);
    expect([code, stdout]).toEqual([0, expect.stringContaining('nothing is wrong')]);
  }
  const store = new DataFolder(data).store();
  const row = (await store.get(ledgers, { ledger: 30 }))!;
  await store.write([put(ledgers, { ...row, ledger: 1 }), { table: ledgers, delete: { ledger: 30 } }]);
  await store.close();
  const found = await run('audit', '--data', data);
  expect([found.code, found.stdout]).toEqual([2, expect.stringMatching(/1 × .*\n.*1 × /)]);
  await run('repair', '--data', data);
  expect((await run('audit', '--data', data)).stdout).toContain('nothing is wrong');
}

test('a gap is told, and filled', async () => {
  const node = await startNode(demoLast);
  const source = ['--source', node.url];
  const data = join(folder, 'gap');
  const up = await serving('gap', ...source, '--start', String(start));
  await complete(up.port, `${start + 1}-${demoLast}`);
  await run('backfill', '21-40', ...source, '--data', data);
  const [gap, whole] = [`21-40,${start + 1}-${demoLast}`, `21-${demoLast}`];
  await complete(up.port, gap);
  await expectSameAnswers(up.port, [21, 40, start + 1]);
  for (const ledger_index of [20, 41, start]) {
    expect(await ask(up.port, 'ledger', { ledger_index })).toMatchObject({ error: 'lgrNotFound' });
    expect(await ask(up.port, 'account_info', { ledger_index, account })).toMatchObject({ error: 'lgrNotFound' });
  }
  const coverage = await run('coverage', '--data', data);
  expect(coverage.stdout).toMatch(new RegExp(`^log of history +21-40, visible$`, 'm'));
  expect(coverage.stdout).toMatch(new RegExp(`^visible to the API +${gap}$`, 'm'));
  await run('backfill', `21-${start}`, ...source, '--data', data);
  await complete(up.port, whole);
  await expectSameAnswers(up.port, [21, 40, 41, 80, start, start + 1]);
  await up.stop();
});

test('a standing goal needs no further command', async () => {
  const node = await startNode(start + 50);
  const up = await serving('goal', '--source', node.url, '--start', String(start), '--history', '61');
  await complete(up.port, `61-${start + 50}`);
  await expectSameAnswers(up.port, [61, start, start + 50]);
  await up.stop();
});

test('a node that has no state as old says so', async () => {
  const node = await startNode(demoLast);
  for (let ledger = 0; ledger < 60; ledger++) node.holes.add(ledger);
  const data = join(folder, 'young');
  const up = await serving('young', '--source', node.url, '--start', String(start));
  await complete(up.port, `${start + 1}-${demoLast}`);
  const { code, stderr } = await run('backfill', '51-70', '--source', node.url, '--data', data);
  expect([code, stderr]).toEqual([1, expect.stringContaining('ledger 50: no source has its state')]);
  expect(await completeLedgers(up.port)).toBe(`${start + 1}-${demoLast}`);
  await up.stop();
});

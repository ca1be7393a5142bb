import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ArchiveLog } from '../../log/archive/archive-log';
import { encodeRecord } from '../../log/record-codec';
import { demoFirst, demoLast, demoLedgers, temporaryFolder } from '../demo';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { millrace, run } from './millrace';

const folder = temporaryFolder();
const base = demoFirst - 1;
let node: LedgerDouble;

beforeAll(async () => {
  node = await LedgerDouble.start('grpc', new RecordedChain(await demoLedgers()));
});

afterAll(() => node.stop());

const record = (archive: string, to: number): string[] => {
  return ['record', archive, '--source', node.url, '--start', String(base), '--to', String(to)];
};

/** The ledgers after the first state, as the log writes them. */
async function ledgersOf(archive: string): Promise<string[]> {
  const found: string[] = [];
  for await (const segment of new ArchiveLog(archive).read({ from: demoFirst })) {
    found.push(encodeRecord(segment).toString('hex'));
  }
  return found;
}

test('a node is kept as an archive, through a kill in the middle, and gone on with later', async () => {
  const archive = join(folder, 'archive');
  const first = millrace(...record(archive, demoLast - 20));
  while (((await new ArchiveLog(archive).end().catch(() => undefined))?.ledgerIndex ?? 0) < base + 40) await sleep(5);
  first.child.kill('SIGKILL');
  await first.ended;
  for (const to of [demoLast - 20, demoLast]) {
    const { code, stdout } = await run(...record(archive, to));
    expect([code, stdout]).toEqual([0, `${archive} ends with ledger ${to}.\n`]);
  }
  const recorded = (await demoLedgers()).flat().filter(({ kind }) => kind === 'diff');
  expect(await ledgersOf(archive)).toEqual(recorded.map((segment) => encodeRecord(segment).toString('hex')));

  const data = join(folder, 'data');
  const served = await run('up', '--source', archive, '--data', data, '--port', '0', '--exit-when-done');
  expect([served.code, served.stderr]).toEqual([0, expect.stringContaining(`visible ledger ${demoLast}`)]);
});

test('what is there already is not asked for again', async () => {
  const archive = join(folder, 'again');
  await run(...record(archive, base + 3));
  await node.stop();
  const { code, stdout } = await run(...record(archive, base + 3));
  expect([code, stdout]).toEqual([0, `${archive} ends with ledger ${base + 3}.\n`]);
});

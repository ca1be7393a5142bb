import { execFile } from 'node:child_process';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseHeader } from '../../xrpl/header';
import { toObject } from '../../xrpl/codec/object';
import { demoArchive, demoLedgers, temporaryFolder } from '../demo';
import { python } from './python';

const run = promisify(execFile);
const root = join(__dirname, '..', '..');
const folder = temporaryFolder();
const lake = join(folder, 'lake');

async function millrace(...args: string[]): Promise<string> {
  return (await run(process.execPath, [join(root, 'dist', 'cli', 'main.js'), ...args])).stdout;
}

beforeAll(async () => {
  symlinkSync(demoArchive, join(folder, 'log'));
  await millrace('export', lake, '--data', folder, '--topic', 'xrpl.transactions', '--format', 'ndjson');
  await millrace('export', lake, '--data', folder, '--topic', 'xrpl.exchanges', '--format', 'parquet');
  await millrace('export', lake, '--data', folder, '--topic', 'xrpl.balance-changes', '--format', 'parquet');
});

const files = (end: string): string[] =>
  readdirSync(lake)
    .filter((name) => name.endsWith(end))
    .map((name) => join(lake, name));

it('large payments in ten lines', async () => {
  const { stdout } = await run(process.execPath, [
    join(root, 'examples/large-payments.mjs'),
    '10000',
    ...files('.ndjson'),
  ]);
  const found = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ').at(-1)!);
  const paid = (await demoLedgers()).flat().flatMap(({ transactions }) =>
    transactions.filter(({ transaction, metadata }) => {
      const { TransactionType: type, Amount: amount } = toObject(transaction);
      const { TransactionResult: result, DeliveredAmount: delivered = amount } = toObject(metadata);
      const xrp = typeof delivered === 'string' && Number(delivered) > 10_000e6;
      return type === 'Payment' && result === 'tesSUCCESS' && xrp;
    }),
  );
  expect(paid.length).toBeGreaterThan(0);
  expect(found.length).toBe(paid.length);
});

it('DuckDB reads the export: the fees it adds up are what is burned between the headers', async () => {
  const { stdout } = await run(await python(), [join(root, 'examples/lake.py'), lake]);
  const ledgers = await demoLedgers();
  const [first, last] = [ledgers[0]!, ledgers.at(-1)!].map(([segment]) => parseHeader(segment!.header).totalDrops);
  expect(stdout).toContain(`Burned: ${first! - last!}\n`);
  expect(stdout).toMatch(/XRP/);
});

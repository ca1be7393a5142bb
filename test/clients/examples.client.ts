import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
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
  await millrace('export', lake, '--archive', demoArchive, '--topic', 'xrpl.transactions', '--format', 'ndjson');
  await millrace('export', lake, '--archive', demoArchive, '--topic', 'xrpl.exchanges', '--format', 'parquet');
  await millrace('export', lake, '--archive', demoArchive, '--topic', 'xrpl.balance-changes', '--format', 'parquet');
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

/** Prints the types that DuckDB sees, and how many rows one form has that another has not. */
const compare = `
import json, sys, duckdb
lake = sys.argv[1]
con = duckdb.connect()
con.sql("SET TimeZone = 'UTC'")
parquet, csv, ndjson = (f"{lake}/{form}/xrpl.transactions-*.{form}" for form in ("parquet", "csv", "ndjson"))
rows = f"SELECT * FROM '{parquet}'"
columns = {name: kind for name, kind, *_ in con.sql(f"DESCRIBE {rows}").fetchall()}
types = json.dumps(columns).replace('"', "'")
texts = f"SELECT * FROM read_json('{ndjson}', columns = {types}, maximum_object_size = 100000000)"
cells = f"SELECT * FROM read_csv('{csv}', columns = {types}, header = true, max_line_size = 100000000)"
fees = con.sql(f"SELECT sum(fee::DECIMAL(38, 0))::VARCHAR FROM ({rows})").fetchall()[0][0]
count = lambda sql: con.sql(f"SELECT count(*) FROM ({sql})").fetchall()[0][0]
print(json.dumps({
    "types": columns, "rows": count(rows), "fees": fees,
    "ndjson": count(f"{rows} EXCEPT ALL {texts}") + count(f"{texts} EXCEPT ALL {rows}"),
    "csv": count(f"SELECT hash, close_time, amount, flags, destination_tag FROM ({rows}) EXCEPT ALL SELECT hash, close_time, amount, flags, destination_tag FROM ({cells})"),
}))
`;

it('DuckDB sees numbers, times and arrays in Parquet as such, and the same records in every text format', async () => {
  for (const format of ['parquet', 'ndjson', 'csv']) {
    const where = join(lake, format);
    await millrace('export', where, '--archive', demoArchive, '--topic', 'xrpl.transactions', '--format', format);
  }
  const { stdout } = await run(await python(), ['-c', compare, lake]);
  const found = JSON.parse(stdout) as { types: Record<string, string>; fees: string };
  const transactions = (await demoLedgers()).flat().flatMap((segment) => segment.transactions);
  const fees = transactions.reduce((sum, { transaction }) => sum + BigInt(toObject(transaction)['Fee'] as string), 0n);
  expect(found).toMatchObject({ rows: transactions.length, fees: fees.toString(), ndjson: 0, csv: 0 });
  expect(found.types).toMatchObject({
    ledger_index: 'BIGINT',
    close_time: 'TIMESTAMP',
    transaction_index: 'INTEGER',
    amount: 'VARCHAR',
    memos: 'VARCHAR[]',
  });
});

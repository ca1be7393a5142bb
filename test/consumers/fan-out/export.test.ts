import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import avro from 'avsc';
import { balanceChangesTopic } from '../../../consumers/fan-out/balance-changes';
import { exchangesTopic } from '../../../consumers/fan-out/exchanges';
import { TopicExport, type TopicExportOptions } from '../../../consumers/fan-out/export';
import { ledgersTopic } from '../../../consumers/fan-out/ledgers';
import type { FileFormat } from '../../../consumers/fan-out/files/record-file';
import { topicsReference } from '../../../consumers/fan-out/reference';
import { topics } from '../../../consumers/fan-out/registry';
import { columnsOf } from '../../../consumers/fan-out/schema';
import type { Topic, TopicRecord } from '../../../consumers/fan-out/topic';
import { transactionsTopic } from '../../../consumers/fan-out/transactions';
import { ArchiveLog } from '../../../log/archive/archive-log';
import { demoArchive, demoLedgers, temporaryFolder } from '../../demo';
import { recordsOf } from './records';

const folder = temporaryFolder();
const first = 126;
const last = 136;
let wantedRecords: (topic: Topic) => TopicRecord[];

beforeAll(async () => {
  const ledgers = await demoLedgers(last, first);
  wantedRecords = (topic) => recordsOf(topic, ledgers);
});

function exporting(name: string, topic: Topic, format: FileFormat, more: Partial<TopicExportOptions> = {}) {
  const signal = new AbortController().signal;
  const log = new ArchiveLog(demoArchive);
  const options = { log, folder: join(folder, name), topic, format, filter: {}, signal, onLedger: () => undefined };
  return new TopicExport({ ...options, ...more });
}

const fileOf = (name: string, topic: Topic, format: FileFormat, end = last): string =>
  join(folder, name, `${topic.name}-${String(first).padStart(10, '0')}-${String(end).padStart(10, '0')}.${format}`);

/** Times as milliseconds again. */
const withNumbers = (topic: Topic, record: Record<string, unknown>): object =>
  Object.fromEntries(
    columnsOf(topic).map(({ name, type }) => {
      const value = record[name] ?? null;
      if (type === 'time') return [name, new Date(value as string).getTime()];
      return [name, type === 'long' && value !== null ? Number(value) : value];
    }),
  );

describe.each([['xrpl.transactions', transactionsTopic] as const, ['xrpl.exchanges', exchangesTopic] as const])(
  '%s comes back as it was from',
  (_, topic) => {
    test('Avro', async () => {
      await exporting('formats', topic, 'avro').run({ first, last });
      const records: object[] = [];
      await new Promise((resolve, reject) => {
        avro
          .createFileDecoder(fileOf('formats', topic, 'avro'), { parseHook: parse })
          .on('data', (record: object) => records.push({ ...record }))
          .on('end', resolve)
          .on('error', reject);
      });
      expect(records).toEqual(wantedRecords(topic));
    });

    test('NDJSON', async () => {
      await exporting('ndjson', topic, 'ndjson').run({ first, last });
      const lines = readFileSync(fileOf('ndjson', topic, 'ndjson'), 'utf8')
        .trimEnd()
        .split('\n');
      expect(lines.map((line) => withNumbers(topic, JSON.parse(line)))).toEqual(wantedRecords(topic));
    });

    test('Parquet', async () => {
      await exporting('parquet', topic, 'parquet').run({ first, last });
      const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet');
      const file = await asyncBufferFromFile(fileOf('parquet', topic, 'parquet'));
      const read = await parquetReadObjects({ file, compressors: { GZIP: (input) => gunzipSync(input) } });
      const records = read.map((record) => withNumbers(topic, record));
      expect(records).toEqual(wantedRecords(topic));
    });
  },
);

const parse = (schema: avro.Schema) => avro.Type.forSchema(schema, { wrapUnions: 'never' } as never);
test('CSV: as Python reads it', async () => {
  await exporting('csv', transactionsTopic, 'csv').run({ first, last });
  const script = `import csv, json, sys
csv.field_size_limit(1 << 30)
print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))))`;
  const file = fileOf('csv', transactionsTopic, 'csv');
  const { stdout } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const rows = JSON.parse(stdout) as Record<string, string>[];
  const asText = (record: TopicRecord): object =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => {
        if (name === 'close_time') return [name, new Date(value as number).toISOString()];
        return [name, value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)];
      }),
    );
  expect(rows).toEqual(wantedRecords(transactionsTopic).map(asText));
});

test('goes on where it was stopped, and leaves nothing half written', async () => {
  const controller = new AbortController();
  const onLedger = (ledger: number): void => {
    if (ledger === 130) controller.abort();
  };
  const stopped = await exporting('resume', ledgersTopic, 'csv', { signal: controller.signal, onLedger }).run({
    first: 2,
    last,
  });
  expect(stopped).toEqual({ written: 0, present: 0 });
  expect(readdirSync(join(folder, 'resume'))).toEqual(['xrpl.ledgers.json']);
  // As one that was killed leaves it.
  writeFileSync(`${fileOf('resume', ledgersTopic, 'csv', 999)}.part`, 'ledger_index');
  expect(await exporting('resume', ledgersTopic, 'csv').run({ first, last })).toEqual({ written: 1, present: 0 });
  expect(readdirSync(join(folder, 'resume')).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(await exporting('resume', ledgersTopic, 'csv').run({ first, last })).toEqual({ written: 0, present: 1 });
  // More of the same range: the longer file takes the place of the shorter.
  expect(await exporting('resume', ledgersTopic, 'csv').run({ first, last: 150 })).toEqual({
    written: 1,
    present: 0,
  });
  expect(existsSync(fileOf('resume', ledgersTopic, 'csv'))).toBe(false);
  expect(existsSync(fileOf('resume', ledgersTopic, 'csv', 150))).toBe(true);
  // Less of it, and some of it with more: what is there is not written beside itself.
  expect(await exporting('resume', ledgersTopic, 'csv').run({ first, last })).toEqual({ written: 0, present: 1 });
  await exporting('resume', ledgersTopic, 'csv').run({ first: 140, last: 160 });
  const ledgers = readdirSync(join(folder, 'resume')).filter((name) => name.endsWith('.csv'));
  expect(ledgers).toEqual(['xrpl.ledgers-0000000126-0000000160.csv']);
  const lines = readFileSync(join(folder, 'resume', ledgers[0]!), 'utf8')
    .trimEnd()
    .split('\r\n')
    .slice(1);
  expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(Array.from({ length: 35 }, (_, i) => 126 + i));
});

test('a folder with an export of other settings is refused', () => {
  exporting('refused', exchangesTopic, 'csv');
  expect(() => exporting('refused', exchangesTopic, 'parquet')).toThrow(/other settings/);
  expect(() => exporting('refused', exchangesTopic, 'csv', { filter: { tokens: ['XRP'] } })).toThrow(/other settings/);
});

test('only what was asked for', async () => {
  const all = wantedRecords(balanceChangesTopic);
  const { account, currency, issuer } = all.find((record) => record['issuer'] !== null)!;
  const exported = async (name: string, filter: object): Promise<TopicRecord[]> => {
    await exporting(name, balanceChangesTopic, 'ndjson', { filter }).run({ first, last });
    const lines = readFileSync(fileOf(name, balanceChangesTopic, 'ndjson'), 'utf8')
      .trimEnd()
      .split('\n');
    return lines.map((line) => JSON.parse(line) as TopicRecord);
  };
  const own = await exported('accounts', { accounts: [account] });
  expect(own.length).toBe(all.filter((record) => record['account'] === account).length);
  expect(new Set(own.map((record) => record['account']))).toEqual(new Set([account]));
  const escrows = await exported('types', { types: ['CheckCash', 'OfferCreate'] });
  expect(new Set(escrows.map((record) => record['transaction_type']))).toEqual(new Set(['CheckCash', 'OfferCreate']));
  // From both ends of the trust line.
  const token = await exported('tokens', { tokens: [`${String(currency)}.${String(issuer)}`] });
  const ends = all.filter(
    (record) => record['currency'] === currency && [record['issuer'], record['account']].includes(issuer),
  );
  expect(token.length).toBe(ends.length);
  expect(token.length).toBeLessThan(all.length);
  expect(() => exporting('none', ledgersTopic, 'csv', { filter: { accounts: [String(account)] } })).toThrow(
    /--accounts/,
  );
});

test('docs/topics.md is what the schemas say (npm run docs)', () => {
  const page = readFileSync(join(__dirname, '../../../docs/topics.md'), 'utf8');
  expect(page.trimEnd()).toBe(topicsReference(topics).trimEnd());
});

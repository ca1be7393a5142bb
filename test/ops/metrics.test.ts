import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApi } from '../../api/create-api';
import { PipelinePicture } from '../../api/pipeline/picture';
import { ConsumerMetrics, watchPipeline } from '../../cli/consumer-metrics';
import { FanOutMetrics } from '../../cli/fan-out-metrics';
import { VerificationMetrics } from '../../cli/verification-metrics';
import { registry } from '../../consumers/registry';
import { Runner } from '../../consumers/runner';
import { Metrics } from '../../kit/metrics';
import { ArchiveLog } from '../../log/archive/archive-log';
import { SourceMetrics } from '../../producers/node/source-metrics';
import { viewNames } from '../../schemas/views';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { writeReport } from '../../store/processes';
import { TablesReader } from '../../store/read/tables-reader';
import { demoArchive, demoLast, silent, temporaryFolder } from '../demo';
import { valuesOf } from '../metrics-text';

const ops = join(__dirname, '..', '..', 'ops');
const files = readdirSync(ops, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yml|json)$/.test(name));
const folder = temporaryFolder();
const store = new LmdbStore(join(folder, 'tables'));
afterAll(() => store.close());

/** Everything that any process tells of itself. */
function all(): Metrics {
  const metrics = new Metrics();
  new VerificationMetrics(metrics, undefined);
  new SourceMetrics(metrics, 'tip');
  new FanOutMetrics(metrics);
  new ConsumerMetrics(metrics);
  watchPipeline(metrics, new PipelinePicture({ store, version: '0', networkId: 0 }));
  const reader = new TablesReader(store);
  createApi({ reader, logger: silent, version: '0', metrics, reads: reader.counts });
  return metrics;
}

const askedIn = (file: string): string[] => {
  const names = readFileSync(join(ops, file), 'utf8').matchAll(/\b(?:millrace|nodejs|process)_\w+/g);
  return [...new Set([...names].map(([name]) => name.replace(/_(bucket|sum|count)$/, '')))];
};

test('dashboards and alert rules ask only for metrics that there are, and between them for all of ours', async () => {
  const told = [...(await all().text()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name!);
  const asked = files.flatMap(askedIn);
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((name) => !told.includes(name))).toEqual([]);
  const ours = told.filter((name) => name.startsWith('millrace_'));
  expect(ours.filter((name) => !asked.includes(name))).toEqual([]);
});

test('each alert says what it is about, and panels have places of their own', () => {
  const rules = files.filter((name) => name.startsWith('alerts')).map((name) => readFileSync(join(ops, name), 'utf8'));
  const counts = rules.map((text) => [
    text.split('- alert:').length,
    text.split(' summary:').length,
    text.split('severity:').length,
  ]);
  for (const [alerts, summaries, severities] of counts) expect([summaries, severities]).toEqual([alerts, alerts]);
  for (const name of files.filter((file) => file.endsWith('.json'))) {
    const { panels } = JSON.parse(readFileSync(join(ops, name), 'utf8')) as {
      panels: { id: number; gridPos: { x: number; y: number } }[];
    };
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(panels.length);
  }
});

test('how far the log, the views and the groups are, and what was written, can be scraped', async () => {
  const metrics = new Metrics();
  const { onWritten } = new ConsumerMetrics(metrics);
  const log = () => Promise.resolve({ first: 2, last: demoLast + 5 });
  watchPipeline(metrics, new PipelinePicture({ store, version: '0', networkId: 0, log }));
  const empty = valuesOf(await metrics.text());
  expect(empty['millrace_log_ledger']).toBe(demoLast + 5);
  for (const name of ['millrace_visible_ledger', 'millrace_visible_age_seconds']) expect(empty[name]).toBeUndefined();
  expect(empty['millrace_view_lag_ledgers{view="state"}']).toBe(demoLast + 4);

  const runner = await Runner.open({
    log: new ArchiveLog(demoArchive),
    store,
    views: registry,
    logger: silent,
    onWritten,
  });
  await runner.run({ follow: false });
  const now = Date.now();
  const consuming = { group: 'g', views: viewNames, rates: { ledgers: 0, transactions: 0, rows: 0 } };
  const about = { roles: ['consumer' as const], host: 'one', pid: 1, version: '0', memory: 0, eventLoopDelay: 0 };
  await writeReport(store, { ...about, since: now, seen: now, consuming });
  const later = new Metrics();
  watchPipeline(later, new PipelinePicture({ store, version: '0', networkId: 0, log }));
  expect(valuesOf(await later.text())).toMatchObject({
    millrace_visible_ledger: demoLast,
    'millrace_view_ledger{view="nfts"}': demoLast,
    'millrace_view_lag_ledgers{view="nfts"}': 5,
    'millrace_group_lag_ledgers{group="g"}': 5,
  });
  const written = valuesOf(await metrics.text());
  expect(written['millrace_written_ledgers_total']).toBe(demoLast - 1);
  expect(written['millrace_written_rows_total']).toBeGreaterThan(50_000);
});

test('while the tables can not be read, everything else is told', async () => {
  const metrics = new Metrics();
  new VerificationMetrics(metrics, undefined);
  const closed = new LmdbStore(join(folder, 'closed'));
  await closed.close();
  watchPipeline(metrics, new PipelinePicture({ store: closed, version: '0', networkId: 0 }));
  const found = valuesOf(await metrics.text());
  expect(found).toHaveProperty('millrace_ledgers_refused_total');
  expect(found).not.toHaveProperty('millrace_visible_ledger');
});

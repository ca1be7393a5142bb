import { join } from 'node:path';
import { createApi } from '../../../api/create-api';
import { PipelinePicture } from '../../../api/pipeline/picture';
import { Traffic } from '../../../api/pipeline/traffic';
import { registry } from '../../../consumers/registry';
import { requestRebuild } from '../../../consumers/rebuild';
import { Runner } from '../../../consumers/runner';
import { ArchiveLog } from '../../../log/archive/archive-log';
import type { Pipeline } from '../../../schemas/pipeline';
import type { ProcessReport } from '../../../schemas/process-report';
import { viewNames } from '../../../schemas/views';
import { LmdbStore } from '../../../store/lmdb/lmdb-store';
import { removeOldReports, removeReport, writeReport } from '../../../store/processes';
import { TablesReader } from '../../../store/read/tables-reader';
import { demoArchive, demoLast, silent, temporaryFolder } from '../../demo';

const folder = temporaryFolder();
const store = new LmdbStore(join(folder, 'tables'));
const log = new ArchiveLog(demoArchive);

beforeAll(async () => {
  const runner = await Runner.open({ log, store, views: registry, logger: silent });
  await runner.run({ follow: false });
});
afterAll(() => store.close());

const take = (options: object = {}): Promise<Pipeline> =>
  new PipelinePicture({ store, version: '1.2.3', networkId: 21, ...options }).read();

const report = (pid: number, more: Partial<ProcessReport> = {}): ProcessReport => {
  const now = Date.now();
  const measures = { memory: 5e7, eventLoopDelay: 0.001 };
  return { roles: ['api'], host: 'one', pid, version: '1.2.3', since: now, seen: now, ...measures, ...more };
};

/** What is written is gone after `use`. */
async function reported(reports: readonly ProcessReport[], use: () => Promise<void>): Promise<void> {
  for (const each of reports) await writeReport(store, each);
  try {
    await use();
  } finally {
    for (const each of reports) await removeReport(store, each);
  }
}

const rates = (ledgers: number) => ({ ledgers, transactions: 50 * ledgers, rows: 300 * ledgers });
const states = { proven: 90, unproven: 10, failed: 0 };
const verification = { verified: 100, refused: 0, stateCheck: 'block', states } as const;

test('without any process, what the tables hold', async () => {
  const held = { first: 3, last: demoLast };
  const closedAt = Date.parse('2024-11-01T00:14:11Z');
  const picture = await take();
  expect(picture).toMatchObject({ version: '1.2.3', networkId: 21, processes: [], sources: [], groups: [] });
  expect(picture.log).toEqual({ first: 2, last: demoLast, closedAt });
  expect(picture.visible).toEqual({ ...held, closedAt, age: (picture.time - closedAt) / 1000 });
  expect(picture.coverage).toEqual({ visible: [held] });
  expect(picture.views.map(({ name }) => name)).toEqual(viewNames);
  for (const { generation, ledgers, lag } of picture.views) {
    expect({ generation, last: ledgers.at(-1)?.last, lag }).toEqual({ generation: 1, last: demoLast, lag: 0 });
  }
});

test('views are behind a log that is longer, as far as anyone knows of it', async () => {
  const further = { first: 2, last: demoLast + 7 };
  const looked = await take({ log: () => Promise.resolve(further) });
  expect([looked.log, looked.views[0]?.lag]).toEqual([further, 7]);
  const producing = {
    publishing: true,
    sources: [],
    log: { ...further, last: demoLast + 3, closedAt: 5 },
    verification,
  };
  await reported([report(1, { producing })], async () => {
    const told = await take();
    expect([told.log, told.views[0]?.lag]).toEqual([{ first: 2, last: demoLast + 3, closedAt: 5 }, 3]);
  });
});

test('processes are summed up, the publishing one has the sources, and the silent are forgotten', async () => {
  const source = { name: 'grpc://a:1', kind: 'grpc', state: 'following', health: 1, asked: true, refused: 0 } as const;
  const refusal = { ledgerIndex: 9, reason: 'wrong', time: 5 };
  const standby = { publishing: false, sources: [{ ...source, asked: false }], verification };
  const publishing = {
    publishing: true,
    sources: [source],
    verification: { ...verification, refused: 1, lastRefusal: refusal },
  };
  const half = { group: 'g', views: ['state', 'nfts'] };
  const others = viewNames.filter((name) => !half.views.includes(name));
  const methods = [
    { method: 'fee', perSecond: 1, seconds: 0.5 },
    { method: 'ledger', perSecond: 3, seconds: 0.25 },
  ];
  const clients = { webSockets: 2, subscriptions: 3, requestsPerSecond: 4, methods };
  const all = [
    report(1, { roles: ['producer'], producing: standby }),
    report(2, { roles: ['producer'], producing: publishing }),
    report(3, { roles: ['consumer'], consuming: { ...half, rates: rates(2) } }),
    report(4, { roles: ['consumer'], consuming: { ...half, rates: rates(3) } }),
    report(5, { roles: ['consumer'], consuming: { group: 'h', views: others, rates: rates(4) } }),
    report(6, { serving: clients }),
    report(7, { serving: { ...clients, methods: methods.slice(0, 1), requestsPerSecond: 1 } }),
    report(8, { seen: Date.now() - 11_000 }),
  ];
  await reported(all, async () => {
    const picture = await take();
    expect(picture.processes.map(({ pid }) => pid)).toEqual([6, 7, 3, 4, 5, 1, 2]);
    expect(picture.sources).toEqual([source]);
    expect(picture.verification).toEqual({
      ...{ verified: 200, refused: 1, lastRefusal: refusal, stateCheck: 'block' },
      states: { proven: 180, unproven: 20, failed: 0 },
    });
    expect(picture.groups).toEqual([
      { name: 'g', views: half.views, members: 2, lag: 0 },
      { name: 'h', views: others, members: 1, lag: 0 },
    ]);
    // A ledger counts once the slower of the two groups has it.
    expect(picture.rates).toEqual({ ledgers: 4, transactions: 200, rows: 2700 });
    expect(picture.views.find(({ name }) => name === 'state')?.ledgersPerSecond).toBe(5);
    expect(picture.clients).toEqual({
      ...{ webSockets: 4, subscriptions: 6, requestsPerSecond: 5 },
      methods: [
        { method: 'ledger', perSecond: 3, seconds: 0.25 },
        { method: 'fee', perSecond: 2, seconds: 0.5 },
      ],
    });
  });
  expect((await take()).processes).toEqual([]);
});

test('what a killed process left behind is removed in time', async () => {
  await writeReport(store, report(1, { seen: Date.now() - 700_000 }));
  await writeReport(store, report(2));
  await removeOldReports(store, Date.now());
  expect((await take()).processes.map(({ pid }) => pid)).toEqual([2]);
  await removeReport(store, report(2));
});

test('a rebuild is told of, with how far it is', async () => {
  const rebuilt = new LmdbStore(join(folder, 'rebuilt'));
  await requestRebuild(rebuilt, 'nfts');
  const picture = await take({ store: rebuilt });
  const { rebuilding, ledgers } = picture.views.find(({ name }) => name === 'nfts')!;
  expect([rebuilding, ledgers, picture.visible, picture.log]).toEqual([{ generation: 2 }, [], undefined, undefined]);
  await rebuilt.close();
});

test('GET /pipeline tells it, at most a second old, and to others than the operator no names and addresses', async () => {
  const traffic = new Traffic();
  const pipeline = new PipelinePicture({ store, version: '1.2.3', networkId: 0 });
  const api = createApi({
    ...{ reader: new TablesReader(store), logger: silent, version: '1.2.3', pipeline, traffic },
    proxies: ['127.0.0.1'],
  });
  const url = `http://127.0.0.1:${await api.listen(0, '127.0.0.1')}`;
  for (let i = 0; i < 3; i++) await fetch(url, { method: 'POST', body: '{"method":"ledger"}' });
  const why = 'grpc://10.0.0.9:50051: no answer';
  const source = { name: 'grpc://10.0.0.9:50051', kind: 'grpc', state: 'waiting', why, health: 0 } as const;
  const sources = [{ ...source, asked: false, refused: 1 }];
  const lastRefusal = { ledgerIndex: 5, reason: 'ledger 5: wrong (grpc://10.0.0.9:50051)', time: 1 };
  const producing = { publishing: true, sources, verification: { ...verification, lastRefusal } };
  await reported([report(4242, { producing, serving: traffic.report() })], async () => {
    const own = await fetch(`${url}/pipeline`);
    expect([own.status, own.headers.get('content-type')]).toEqual([200, 'application/json']);
    const told = (await own.json()) as Pipeline;
    expect(told).toMatchObject({ processes: [{ host: 'one', pid: 4242 }], sources });
    expect(told.clients.methods).toMatchObject([{ method: 'ledger' }]);
    expect(await (await fetch(`${url}/pipeline`)).json()).toEqual(told);
    const outside = await (await fetch(`${url}/pipeline`, { headers: { 'x-forwarded-for': '192.0.2.1' } })).text();
    for (const secret of ['10.0.0.9', '4242', '"one"']) expect(outside).not.toContain(secret);
    expect(JSON.parse(outside)).toMatchObject({
      visible: { last: demoLast },
      sources: [{ why: 'waiting', refused: 1 }],
    });
  });
  await api.close();
});

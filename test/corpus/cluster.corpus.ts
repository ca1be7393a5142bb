import { join } from 'node:path';
import { cassandra } from '../../scripts/servers/cassandra';
import { kafka } from '../../scripts/servers/kafka';
import { server } from '../cluster/servers';
import { temporaryFolder } from '../demo';
import { answering, ask, millrace, run, type Running } from '../integration/millrace';
import { golden } from './golden';
import { shared } from './recording';

/** Methods that answer from the tables; of the recorded requests of each every seventh is asked. */
const methods = [
  ...['account_channels', 'account_currencies', 'account_info', 'account_lines', 'account_nfts', 'account_objects'],
  ...['account_offers', 'account_tx', 'amm_info', 'book_changes', 'book_offers', 'deposit_authorized'],
  ...[
    'gateway_balances',
    'get_aggregate_price',
    'ledger',
    'ledger_data',
    'ledger_entry',
    'ledger_index',
    'mpt_holders',
  ],
  ...['nft_buy_offers', 'nft_history', 'nft_info', 'nft_sell_offers', 'nfts_by_issuer', 'noripple_check'],
  ...['transaction_entry', 'tx'],
];
const every = 7;
/** Requests under way at once. */
const together = 8;

const folder = temporaryFolder();
const recording = shared('data', 'dev', 'recording.ndjson.gz');
let embedded: string;
let places: string[];

beforeAll(async () => {
  const [broker, database] = await Promise.all([server(kafka), server(cassandra)]);
  embedded = join(folder, 'embedded');
  const log = ['--log', `kafka://127.0.0.1:${broker.port}/dev?partitions=6`];
  places = [...log, '--store', `cassandra://127.0.0.1:${database.port}/dev`];
  const source = ['--source', recording];
  const ends = [
    await run('up', ...source, '--data', embedded, '--port', '0', '--exit-when-done', '--log-level', 'warn'),
    await run('produce', ...source, ...log, '--data', join(folder, 'p'), '--log-level', 'warn'),
    ...(await Promise.all(
      ['c1', 'c2'].map((name) =>
        run('consume', ...places, '--data', join(folder, name), '--exit-when-done', '--log-level', 'warn'),
      ),
    )),
  ];
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
}, 900_000);

test('the development recording through Kafka into Cassandra: the tables of a run on one machine', async () => {
  const [ours, theirs] = [
    await run('digest', '--data', embedded, '--tables'),
    await run('digest', ...places.slice(2), '--tables'),
  ];
  expect(ours.stdout).toMatch(/^contents [1-9]/m);
  expect(theirs.stdout).toBe(ours.stdout);
});

test('recorded requests are answered alike from both', async () => {
  const api = (...args: string[]): Running => millrace('api', ...args, '--port', '0', '--log-level', 'warn');
  const both = [api('--data', embedded), api(...places.slice(2), '--data', join(folder, 'api'))];
  const [plain, cluster] = (await Promise.all(both.map(answering))) as [number, number];
  const seen: Record<string, number> = {};
  const different: object[] = [];
  let asked = 0;
  const compare = async (method: string, request: object): Promise<void> => {
    const [ours, theirs] = await Promise.all([plain, cluster].map((port) => ask(port, method, request)));
    asked++;
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) different.push({ method, request, ours, theirs });
  };
  let underWay: Promise<void>[] = [];
  for await (const { method, request } of golden('dev', methods)) {
    if ((seen[method] = (seen[method] ?? -1) + 1) % every !== 0) continue;
    underWay.push(compare(method, request));
    if (underWay.length < together) continue;
    await Promise.all(underWay);
    underWay = [];
  }
  await Promise.all(underWay);
  expect(different.slice(0, 3)).toEqual([]);
  expect(Object.keys(seen).sort()).toEqual(methods);
  expect(asked).toBeGreaterThan(1000);
  for (const { child, ended } of both) {
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  }
}, 900_000);

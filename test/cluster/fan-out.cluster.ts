import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kafka } from '../../scripts/servers/kafka';
import { schemaRegistry } from '../../scripts/servers/schema-registry';
import { topics } from '../../consumers/fan-out/registry';
import { parseSchema, schemaText } from '../../consumers/fan-out/schema';
import { python } from '../clients/python';
import { demoArchive, demoLedgers, temporaryFolder } from '../demo';
import { recordsOf } from '../consumers/fan-out/records';
import { millrace, run } from '../integration/millrace';
import { server, type TestServer } from './servers';
import { messagesOf, type TopicMessage } from './topic-messages';

const folder = temporaryFolder();
const root = join(__dirname, '..', '..');
const kills = 30;
let broker: TestServer;
let registry: TestServer;
let log: string;
/** Messages without what frames the values, one text each. */
let expected: string[];

const registryUrl = (): string => `http://127.0.0.1:${registry.port}/apis/ccompat/v7`;

beforeAll(async () => {
  [broker, registry] = await Promise.all([server(kafka), server(schemaRegistry)]);
  log = `kafka://127.0.0.1:${broker.port}/ledgers?partitions=3&registry=${registryUrl()}`;
  expect(await run('produce', '--source', demoArchive, '--log', log, '--data', join(folder, 'p'))).toMatchObject({
    code: 0,
  });
  const ledgers = await demoLedgers();
  expected = topics.flatMap((topic) => {
    const type = parseSchema(schemaText(topic));
    return recordsOf(topic, ledgers).map((record) => {
      const value = topic.removes?.(record) ? null : type.toBuffer(record);
      return text({ topic: topic.name, key: String(record[topic.key]), value });
    });
  });
}, 300_000);

const text = ({ topic, key, value }: TopicMessage): string =>
  `${topic} ${key} ${value ? value.toString('base64') : '-'}`;

/** Without Confluent's five bytes, and without the suffix. */
const bare = (messages: TopicMessage[], suffix = ''): string[] =>
  messages.map(({ topic, key, value }) =>
    text({ topic: topic.slice(0, topic.length - suffix.length), key, value: value && value.subarray(5) }),
  );

const names = (suffix = ''): string[] => topics.map(({ name }) => `${name}${suffix}`);

const ofObjects = (message: string): boolean => message.startsWith('xrpl.objects ');

/** What there is of each key once the topic is compacted. */
function newestObjects(messages: readonly string[]): Record<string, string> {
  const newest = new Map<string, string>();
  for (const message of messages.filter(ofObjects)) {
    const [, key, value] = message.split(' ');
    if (value === '-') newest.delete(key!);
    else newest.set(key!, value!);
  }
  return Object.fromEntries([...newest].sort());
}

/** The same work as the command, but without waiting for the role of one that was killed. */
const worker = `
const dist = ${JSON.stringify(join(root, 'dist'))};
const { FanOut, outputsOf } = require(dist + '/consumers/fan-out/fan-out');
const { topics } = require(dist + '/consumers/fan-out/registry');
const { KafkaLog } = require(dist + '/log/kafka/kafka-log');
const { KafkaRecordTopics } = require(dist + '/log/kafka/kafka-record-topics');
const { parseLogUrl } = require(dist + '/cli/log-url');
const [url, suffix] = process.argv.slice(1);
const address = parseLogUrl(url);
const outputs = new KafkaRecordTopics(address, 'killed' + suffix, outputsOf(topics, suffix));
const options = { log: new KafkaLog(address), outputs, topics, suffix };
const { signal } = new AbortController();
new FanOut(options).run({ follow: false, signal }).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    // The command tries again after those.
    process.exit(error.name.startsWith('KafkaJS') ? 75 : 1);
  },
);
`;

test(`${kills} SIGKILLs at random moments: no record is missing, and what is repeated is repeated exactly`, async () => {
  for (let round = 0, killed = 0, whole = false; killed < kills || !whole;) {
    const suffix = `.killed${round}`;
    const child = spawn(process.execPath, ['-e', worker, log, suffix], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const timer = setTimeout(() => killed < kills && child.kill('SIGKILL'), 400 + Math.random() * 2200);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    clearTimeout(timer);
    whole = code === 0;
    if (whole) await check(`.killed${round++}`);
    else if (code === null) killed += 1;
    else if (code !== 75) throw new Error(`the worker ended with ${code}: ${said}`);
  }
}, 600_000);

async function check(suffix: string): Promise<void> {
  const committed = bare(await messagesOf(broker.port, names(suffix)), suffix);
  const all = bare(await messagesOf(broker.port, names(suffix), { uncommitted: true }), suffix);
  const [known, found] = [new Set(expected), new Set(all)];
  expect(all.filter((message) => !known.has(message)).slice(0, 3)).toEqual([]);
  // The broker may have compacted xrpl.objects already: only the newest of each key must be there.
  expect(expected.filter((message) => !found.has(message) && !ofObjects(message)).slice(0, 3)).toEqual([]);
  expect(newestObjects(committed)).toEqual(newestObjects(expected));
  const others = (messages: string[]): string =>
    messages
      .filter((message) => !ofObjects(message))
      .sort()
      .join('\n');
  expect(others(committed) === others(expected)).toBe(true);
}

test('the command: one of two processes publishes; a filtered topic and a new version beside the old', async () => {
  const two = [1, 2].map(() => millrace('fan-out', '--log', log, '--exit-when-done'));
  const first = await Promise.race(two.map(({ ended }) => ended));
  if (first.code !== 0) throw new Error(first.stderr);
  await check('');
  for (const { child } of two) child.kill('SIGTERM');
  await Promise.all(two.map(({ ended }) => ended));

  const ofOne = ['--topics', 'xrpl.transactions', '--types', 'OfferCreate', '--suffix', '.v2'];
  expect(await run('fan-out', '--log', log, '--exit-when-done', ...ofOne)).toMatchObject({ code: 0 });
  const type = parseSchema(schemaText(topics.find(({ name }) => name === 'xrpl.transactions')!));
  const types = (await messagesOf(broker.port, ['xrpl.transactions.v2'])).map(
    ({ value }) => (type.fromBuffer(value!.subarray(5)) as { type: string }).type,
  );
  expect(new Set(types)).toEqual(new Set(['OfferCreate']));
}, 300_000);

test('the examples follow a topic, in JavaScript and in Python', async () => {
  const where = [`127.0.0.1:${broker.port}`, registryUrl(), 'xrpl.exchanges', '10'];
  const byKafkajs = await promisify(execFile)(process.execPath, [join(root, 'examples/follow.mjs'), ...where]);
  const byPython = await promisify(execFile)(await python(), [join(root, 'examples/follow.py'), ...where]);
  for (const { stdout } of [byKafkajs, byPython]) {
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBe(10);
    for (const line of lines) {
      const record = JSON.parse(line.slice(line.indexOf(' '))) as Record<string, unknown>;
      expect(line.split(' ')[0]).toBe(record['maker']);
      expect(['OFFER', 'AMM']).toContain(record['venue']);
    }
  }
}, 300_000);

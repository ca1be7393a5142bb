import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { exchangesTopic } from '../../consumers/fan-out/exchanges';
import { outputsOf } from '../../consumers/fan-out/fan-out';
import { objectsTopic } from '../../consumers/fan-out/objects';
import { topics } from '../../consumers/fan-out/registry';
import { schemaText } from '../../consumers/fan-out/schema';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { KafkaRecordTopics } from '../../log/kafka/kafka-record-topics';
import { registerSchema } from '../../log/kafka/value-prefix';
import { kafka } from '../../scripts/servers/kafka';
import { schemaRegistry } from '../../scripts/servers/schema-registry';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { recordsOf } from '../consumers/fan-out/records';
import { demoLedgers } from '../demo';
import { run } from '../integration/millrace';
import { server, type TestServer } from './servers';

let broker: TestServer;
let registry: TestServer;
const registryUrl = (): string => `http://127.0.0.1:${registry.port}/apis/ccompat/v7`;
const brokerAddress = (): string => `127.0.0.1:${broker.port}`;

beforeAll(async () => {
  [broker, registry] = await Promise.all([server(kafka), server(schemaRegistry)]);
}, 300_000);

/** The schema of xrpl.exchanges with one more field. */
function exchangesWith(field: object): string {
  const schema = JSON.parse(schemaText(exchangesTopic)) as { fields: object[] };
  return JSON.stringify({ ...schema, fields: [...schema.fields, field] });
}

test('the registry refuses a schema that can read the last version, but not the first', async () => {
  await registerSchema(registryUrl(), 'evolving', schemaText(exchangesTopic));
  const withDefault = exchangesWith({ name: 'more', type: 'string', default: 'none' });
  const second = await registerSchema(registryUrl(), 'evolving', withDefault);
  const refused = registerSchema(registryUrl(), 'evolving', exchangesWith({ name: 'more', type: 'string' }));
  await expect(refused).rejects.toThrow(/does not take the schema of evolving: /);
  expect(await registerSchema(registryUrl(), 'evolving', withDefault)).toBe(second);
  const config = await fetch(`${registryUrl()}/config/evolving-value`);
  expect(await config.json()).toEqual({ compatibilityLevel: 'BACKWARD_TRANSITIVE' });
});

test('xrpl.objects is compacted, nothing else is; one that was made otherwise is warned of', async () => {
  const admin = new Kafka({ brokers: [brokerAddress()], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const address = {
    brokers: [brokerAddress()],
    topic: 'l',
    partitions: 1,
    replication: 1,
    registry: undefined,
  };
  await admin.createTopics({
    topics: [{ topic: `${objectsTopic.name}.kept`, numPartitions: 1 }],
    waitForLeaders: true,
  });
  const warnings: object[] = [];
  const logger = { warn: (fields: object) => void warnings.push(fields) };
  for (const suffix of ['.made', '.kept']) {
    const outputs = new KafkaRecordTopics(address, suffix, outputsOf(topics, suffix), logger);
    await outputs.open();
    await outputs.close();
  }
  expect(warnings).toEqual([{ topic: 'xrpl.objects.kept' }]);
  const made = topics.map(({ name }) => ({ type: ConfigResourceTypes.TOPIC, name: `${name}.made` }));
  const { resources } = await admin.describeConfigs({ resources: made, includeSynonyms: false });
  await admin.disconnect();
  const policies = resources.map(({ resourceName, configEntries }) => {
    const entry = configEntries.find(({ configName }) => configName === 'cleanup.policy');
    return [resourceName, entry?.configValue];
  });
  expect(Object.fromEntries(policies)).toEqual(
    Object.fromEntries(topics.map((topic) => [`${topic.name}.made`, topic === objectsTopic ? 'compact' : 'delete'])),
  );
}, 300_000);

test('a reader changes over to a new version when it is switched to, and has every record once', async () => {
  const ledgers = await demoLedgers();
  const expected = recordsOf(exchangesTopic, ledgers);
  const log = `kafka://${brokerAddress()}/growing?partitions=3&registry=${registryUrl()}`;
  const publish = async (suffix: string): Promise<void> => {
    const ended = await run(
      'fan-out',
      '--log',
      log,
      '--topics',
      'xrpl.exchanges',
      '--suffix',
      suffix,
      '--exit-when-done',
    );
    if (ended.code !== 0) throw new Error(ended.stderr);
  };
  const half = ledgers.length >> 1;
  await append(log, ledgers.slice(0, half));
  await publish('');
  const reader = spawn(process.execPath, [
    join(__dirname, '..', '..', 'examples', 'current.mjs'),
    ...[brokerAddress(), registryUrl(), 'xrpl.exchanges'],
  ]);
  try {
    let lines: string[] = [];
    let rest = '';
    reader.stdout.on('data', (data: Buffer) => {
      const parts = (rest + data.toString()).split('\n');
      rest = parts.pop()!;
      lines = [...lines, ...parts];
    });
    const until = async (count: number): Promise<void> => {
      while (lines.length < count && reader.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 100));
    };
    await until(recordsOf(exchangesTopic, ledgers.slice(0, half)).length);
    await publish('.v2');
    const switched = await run('switch', '--log', log, '--topics', 'xrpl.exchanges', '--suffix', '.v2');
    expect(switched).toMatchObject({ code: 0, stdout: expect.stringContaining('is read from xrpl.exchanges.v2') });
    // The old version gets no more: what follows is in the new one alone.
    await append(log, ledgers.slice(half));
    await publish('.v2');
    await until(expected.length);
    const identity = (record: Record<string, unknown>): string =>
      exchangesTopic.identity.map((field) => String(record[field])).join(' ');
    const found = lines.map((line) => identity(JSON.parse(line.slice(line.indexOf(' '))) as Record<string, unknown>));
    expect(found.sort()).toEqual(expected.map(identity).sort());
  } finally {
    reader.kill('SIGKILL');
  }
  const { stdout } = await run('topics', '--log', log);
  expect(stdout).toContain(`xrpl.exchanges         is read from xrpl.exchanges.v2, changed over to at ledger`);
  expect(stdout).toContain('xrpl.objects           is read from xrpl.objects\n');
}, 300_000);

async function append(url: string, ledgers: readonly LedgerDiff[][]): Promise<void> {
  const topic = new URL(url).pathname.slice(1);
  const address = { brokers: [brokerAddress()], topic, partitions: 3, replication: 1, registry: registryUrl() };
  const writer = await new KafkaLog(address).writer();
  for (const segments of ledgers) await writer.append(segments);
  await writer.flush();
  await writer.close();
}

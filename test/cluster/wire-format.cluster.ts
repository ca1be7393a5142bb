import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import avro from 'avsc';
import { Kafka, logLevel } from 'kafkajs';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { confluentPrefix } from '../../log/kafka/value-prefix';
import { ledgerDiffSchema } from '../../log/record-codec';
import { kafka } from '../../scripts/servers/kafka';
import { schemaRegistry } from '../../scripts/servers/schema-registry';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoLedgers } from '../demo';
import { content, readAll } from '../log/suite';
import { server, type TestServer } from './servers';
import { messagesOf } from './topic-messages';

let broker: TestServer;
let url: string;
let ledgers: LedgerDiff[][];

beforeAll(async () => {
  const [started, registry] = await Promise.all([server(kafka), server(schemaRegistry)]);
  broker = started;
  url = `http://127.0.0.1:${registry.port}/apis/ccompat/v7`;
  ledgers = (await demoLedgers(6)).slice(1);
});

const log = (topic: string, registry?: string): KafkaLog =>
  new KafkaLog({ brokers: [`127.0.0.1:${broker.port}`], topic, partitions: 2, replication: 1, registry });

async function append(to: KafkaLog, some: readonly LedgerDiff[][]): Promise<void> {
  const writer = await to.writer();
  for (const segments of some) await writer.append(segments);
  await writer.flush();
  await writer.close();
}

const asked = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();

async function registered(subject: string, schema: object): Promise<{ status: number; id: number }> {
  const response = await fetch(`${url}/subjects/${subject}/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
  });
  return { status: response.status, id: ((await response.json()) as { id: number }).id };
}

interface Record {
  fields: { name: string; type: unknown; default?: unknown }[];
}
const changed = (change: (record: Record) => void): Record => {
  const record = JSON.parse(ledgerDiffSchema) as Record;
  change(record);
  return record;
};

test('with a registry: Confluent’s framing, one subject for each topic, backward compatible', async () => {
  const topic = 'framed';
  const subject = `${topic}-value`;
  await append(log(topic, url), ledgers.slice(0, 3));
  expect(await asked('/subjects')).toContain(subject);
  expect(await asked(`/config/${subject}`)).toEqual({ compatibilityLevel: 'BACKWARD_TRANSITIVE' });
  expect(await asked(`/subjects/${subject}/versions`)).toHaveLength(1);

  // What could not be read by who reads the newest is refused; a version that adds a field is another id.
  const incompatible = changed(({ fields }) => (fields.find(({ name }) => name === 'ledger_index')!.type = 'string'));
  expect(await registered(subject, incompatible)).toMatchObject({ status: 409 });
  const grown = changed(({ fields }) => fields.push({ name: 'note', type: 'string', default: '' }));
  const { status, id } = await registered(subject, grown);
  expect(status).toBe(200);

  // A producer of that version goes on, and one of ours after it.
  const next = ledgers[3]![0]!;
  const bytes = avro.Type.forSchema(grown as unknown as avro.Schema, { wrapUnions: 'never' } as never).toBuffer({
    ledger_index: next.ledgerIndex,
    kind: 'DIFF',
    ledger_hash: next.hash,
    header: next.header,
    segment: 0,
    last: true,
    first_transaction: 0,
    transactions: next.transactions.map(({ transaction, metadata }) => ({ blob: transaction, metadata })),
    first_object: 0,
    objects: next.objects.map(({ key, change, blob }) => ({ key, change: change.toUpperCase(), blob })),
    note: 'of a later version',
  });
  const client = new Kafka({ brokers: [`127.0.0.1:${broker.port}`], logLevel: logLevel.NOTHING });
  const producer = client.producer();
  await producer.connect();
  const message = { partition: next.ledgerIndex % 2, key: String(next.ledgerIndex) };
  await producer.send({ topic, messages: [{ ...message, value: Buffer.concat([confluentPrefix(id), bytes]) }] });
  await producer.disconnect();
  await append(log(topic, url), ledgers.slice(4));
  expect(content(await readAll(log(topic, url)))).toEqual(content(ledgers.flat()));
  await expect(readAll(log(topic))).rejects.toThrow(`name the schema registry to read it (?registry=URL)`);

  // Any client of such a registry reads them.
  const messages = await messagesOf(broker.port, [topic]);
  expect(new Set(messages.map(({ value }) => value![0]))).toEqual(new Set([0]));
  expect(new Set(messages.map(({ value }) => value!.readUInt32BE(1))).size).toBe(2);
  const others = new SchemaRegistry({ host: url });
  for (const { key, value } of messages)
    expect(await others.decode(value!)).toMatchObject({ ledger_index: Number(key) });
});

test('a topic whose first writer died before it asked for compatibility gets it from the next', async () => {
  const topic = 'interrupted';
  expect(await registered(`${topic}-value`, JSON.parse(ledgerDiffSchema) as object)).toMatchObject({ status: 200 });
  await append(log(topic, url), ledgers.slice(0, 1));
  expect(await asked(`/config/${topic}-value`)).toEqual({ compatibilityLevel: 'BACKWARD_TRANSITIVE' });
});

test('without one: the schema’s fingerprint before each record, in Avro’s single-object encoding', async () => {
  const topic = 'plain';
  await append(log(topic), ledgers);
  expect(content(await readAll(log(topic)))).toEqual(content(ledgers.flat()));
  expect(await asked('/subjects')).not.toContain(`${topic}-value`);
  const messages = await messagesOf(broker.port, [topic]);
  const prefixes = messages.map(({ value }) => value!.subarray(0, 2).toString('hex'));
  expect(new Set(prefixes)).toEqual(new Set(['c301']));
});

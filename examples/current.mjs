// Whichever version of a derived topic is current: node current.mjs BROKER REGISTRY xrpl.exchanges
// When "millrace switch" has readers change over, it goes on in the new version after the last record it had.
import { randomUUID } from 'node:crypto';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import zstd from '@mongodb-js/zstd';
import kafkajs from 'kafkajs';

const [broker, host, name] = process.argv.slice(2);
const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;
CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: ({ buffer }) => zstd.compress(buffer),
  decompress: zstd.decompress,
});
const registry = new SchemaRegistry({ host });
const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });

/** Calls for each message of a topic, from its beginning. */
async function read(topic, eachMessage) {
  const consumer = kafka.consumer({ groupId: randomUUID() });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage });
  return consumer;
}

/** The place of the last record that was read of each partition; versions share keys out to partitions alike. */
const reached = new Map();
const placeOf = ({ ledger_index: ledger, transaction_index: transaction, ordinal }) => [
  Number(ledger),
  transaction ?? -1,
  ordinal ?? -1,
];
const isAfter = (place, other = []) => {
  const at = place.findIndex((value, i) => value !== other[i]);
  return at >= 0 && (other.length === 0 || place[at] > other[at]);
};

const follow = (topic) =>
  read(topic, async ({ partition, message: { key, value } }) => {
    if (!value) return; // gone, in a compacted topic
    const record = await registry.decode(value);
    if (!isAfter(placeOf(record), reached.get(partition))) return;
    reached.set(partition, placeOf(record));
    console.log(String(key), JSON.stringify(record));
  });

let current = name;
let consumer = await follow(current);
await read('xrpl.topics', async ({ message: { key, value } }) => {
  const { topic } = JSON.parse(value);
  if (String(key) !== name || topic === current) return;
  await consumer.disconnect();
  current = topic;
  consumer = await follow(current);
  console.error(`${name} is read from ${current}`);
});

// A derived topic as it grows, with kafkajs: node follow.mjs BROKER REGISTRY xrpl.exchanges [COUNT]
import { randomUUID } from 'node:crypto';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import zstd from '@mongodb-js/zstd';
import kafkajs from 'kafkajs';

const [broker, host, topic, most = Infinity] = process.argv.slice(2);
const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;
CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: ({ buffer }) => zstd.compress(buffer),
  decompress: zstd.decompress,
});

const registry = new SchemaRegistry({ host });
const consumer = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING }).consumer({ groupId: randomUUID() });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });

let count = 0;
const done = new Promise((resolve) =>
  consumer.run({
    eachMessage: async ({ message: { key, value } }) => {
      if (count >= most) return;
      // Nothing in place of a value: the key is gone from a compacted topic.
      console.log(String(key), JSON.stringify(value && (await registry.decode(value))));
      if (++count >= most) resolve();
    },
  }),
);
await done;
await consumer.disconnect();

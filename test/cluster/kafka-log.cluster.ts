import { kafka } from '../../scripts/servers/kafka';
import { schemaRegistry } from '../../scripts/servers/schema-registry';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { logSuite } from '../log/suite';
import { server, type TestServer } from './servers';

let broker: TestServer;
let registry: TestServer;
let made = 0;

beforeAll(async () => {
  [broker, registry] = await Promise.all([server(kafka), server(schemaRegistry)]);
});

describe.each([
  [1, false],
  [4, false],
  [3, true],
])('Kafka, %d partitions, registry: %s', (partitions, registered) => {
  logSuite(
    () =>
      new KafkaLog({
        brokers: [`127.0.0.1:${broker.port}`],
        topic: `log-${made++}`,
        partitions,
        replication: 1,
        registry: registered ? `http://127.0.0.1:${registry.port}/apis/ccompat/v7` : undefined,
      }),
  );
});

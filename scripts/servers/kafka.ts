import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerKind } from './server';

/** One broker that is its own controller: no replication, no wait before a group's first assignment. */
const settings = (folder: string, port: number, controllerPort: number): string => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${join(folder, 'data')}
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
`;

export const kafka: ServerKind = {
  artifacts: {
    name: 'kafka',
    version: '4.4.0',
    libraries: ['org.apache.kafka:kafka_2.13:4.4.0', 'org.slf4j:slf4j-simple:1.7.36'],
  },
  extraPorts: 1,
  async command({ artifacts, folder, port, extraPorts }) {
    const file = join(folder, 'server.properties');
    const jars = join(artifacts, '*');
    writeFileSync(file, settings(folder, port, extraPorts[0]!));
    if (!existsSync(join(folder, 'data', 'meta.properties'))) {
      const format = ['-cp', jars, 'kafka.tools.StorageTool', 'format', '-t', 'millraceMillraceMillrw', '-c', file];
      await promisify(execFile)('java', ['-XX:TieredStopAtLevel=1', ...format]);
    }
    return ['-Xmx512m', '-cp', jars, 'kafka.Kafka', file];
  },
};

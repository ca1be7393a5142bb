import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerKind } from './server';

/**
 * One node, so a write is acknowledged only once it is on disk: with the usual periodic sync a crash would lose what
 * was acknowledged since. Limits on batches are ScyllaDB's, so that what passes here passes there.
 */
const settings = (folder: string, port: number, storagePort: number): string => `cluster_name: millrace-${port}
num_tokens: 1
auto_bootstrap: false
partitioner: org.apache.cassandra.dht.Murmur3Partitioner
endpoint_snitch: SimpleSnitch
seed_provider:
  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
    parameters: [{ seeds: '127.0.0.1:${storagePort}' }]
listen_address: 127.0.0.1
rpc_address: 127.0.0.1
native_transport_port: ${port}
storage_port: ${storagePort}
data_file_directories: [${join(folder, 'data')}]
commitlog_directory: ${join(folder, 'commitlog')}
saved_caches_directory: ${join(folder, 'caches')}
hints_directory: ${join(folder, 'hints')}
cdc_raw_directory: ${join(folder, 'cdc')}
commitlog_sync: batch
storage_compatibility_mode: NONE
auto_snapshot: false
batch_size_warn_threshold: 128KiB
batch_size_fail_threshold: 1024KiB
`;

const logging = `<configuration><appender name="out" class="ch.qos.logback.core.ConsoleAppender">
<encoder><pattern>%-5level %date %msg%n</pattern></encoder></appender>
<root level="INFO"><appender-ref ref="out"/></root></configuration>\n`;

const internals = (option: string, modules: string): string[] =>
  modules.split(' ').flatMap((name) => [option, `${name}=ALL-UNNAMED`]);

/** What Cassandra reaches into, on Java 17. */
export const opened = [
  ...internals(
    '--add-exports',
    'java.base/jdk.internal.misc java.base/java.lang.ref java.management.rmi/com.sun.jmx.remote.internal.rmi ' +
      'java.rmi/sun.rmi.registry java.rmi/sun.rmi.server java.sql/java.sql jdk.unsupported/sun.misc ' +
      'jdk.attach/sun.tools.attach',
  ),
  ...internals(
    '--add-opens',
    'java.base/java.lang java.base/java.lang.module java.base/java.lang.reflect java.base/java.util java.base/java.io ' +
      'java.base/sun.nio.ch java.base/jdk.internal.loader java.base/jdk.internal.ref java.base/jdk.internal.reflect ' +
      'java.base/jdk.internal.math java.base/jdk.internal.module java.base/jdk.internal.util.jar ' +
      'jdk.management/com.sun.management.internal',
  ),
];

/** A single node need not wait for others. */
const properties = {
  'jdk.attach.allowAttachSelf': true,
  'io.netty.tryReflectionSetAccessible': true,
  'java.net.preferIPv4Stack': true,
  'cassandra-foreground': 'yes',
  'cassandra.ring_delay_ms': 0,
  'cassandra.skip_wait_for_gossip_to_settle': 0,
  'cassandra.superuser_setup_delay_ms': 0,
  'cassandra.migration_delay_ms': 0,
  'cassandra.libjemalloc': '-',
  'cassandra.shutdown_announce_in_ms': 0,
};

export const cassandra: ServerKind = {
  artifacts: { name: 'cassandra', version: '5.0.9', libraries: ['org.apache.cassandra:cassandra-all:5.0.9'] },
  /** One for other nodes, one for what looks after this one. */
  extraPorts: 2,
  async command({ artifacts, folder, port, extraPorts }) {
    const conf = join(folder, 'conf');
    mkdirSync(conf, { recursive: true });
    writeFileSync(join(conf, 'cassandra.yaml'), settings(folder, port, extraPorts[0]!));
    writeFileSync(join(conf, 'logback.xml'), logging);
    const stated = Object.entries({
      ...properties,
      'cassandra.config': `file://${join(conf, 'cassandra.yaml')}`,
      'cassandra.storagedir': folder,
      'cassandra.jmx.local.port': extraPorts[1]!,
    }).map(([name, value]) => `-D${name}=${value}`);
    const memory = ['-Xms256m', '-Xmx1G', '-XX:+ExitOnOutOfMemoryError'];
    const path = `${conf}:${join(artifacts, '*')}`;
    return [...memory, ...opened, ...stated, '-cp', path, 'org.apache.cassandra.service.CassandraDaemon'];
  },
};

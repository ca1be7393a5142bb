import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { artifactsOf } from './artifacts';
import { cassandra, opened } from './cassandra';
import type { Place } from './server';

const run = promisify(execFile);

/**
 * Flushes a keyspace and compacts each table to its least; resolves when that is done.
 * @param place where Cassandra runs
 */
export async function compact({ folder, extraPorts }: Place, keyspace: string): Promise<void> {
  const jars = join(await artifactsOf(cassandra.artifacts), '*');
  // Its history of commands goes into the home folder, which is the server's own here.
  const properties = [`-Duser.home=${folder}`, `-Dcassandra.storagedir=${folder}`];
  for (const action of ['flush', 'compact']) {
    const args = ['org.apache.cassandra.tools.NodeTool', '-p', String(extraPorts[1]), action, keyspace];
    await run('java', [...opened, ...properties, '-cp', jars, ...args]);
  }
}

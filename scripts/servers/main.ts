#!/usr/bin/env node
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cassandra } from './cassandra';
import { kafka } from './kafka';
import { schemaRegistry } from './schema-registry';
import { start, stop, type ServerKind } from './server';

const kinds: Record<string, ServerKind> = { kafka, cassandra, 'schema-registry': schemaRegistry };

const usage = `npm run servers -- start KIND --folder DIR --port N    KIND is ${Object.keys(kinds).join(', ')}
npm run servers -- stop --folder DIR
Kafka also takes port N+1, Cassandra N+1 and N+2. Everything an instance writes lies in its folder.`;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { folder: { type: 'string' }, port: { type: 'string' } },
  });
  const [action, name = ''] = positionals;
  const folder = values.folder && resolve(values.folder);
  const kind = kinds[name];
  const port = Number(values.port);
  if (action === 'stop' && folder) await stop(folder);
  else if (action === 'start' && kind && folder && port > 0) {
    await start(kind, { folder, port, extraPorts: Array.from({ length: kind.extraPorts }, (_, i) => port + 1 + i) });
    console.log(`${name} takes connections on 127.0.0.1:${port}`);
  } else throw new Error(usage);
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});

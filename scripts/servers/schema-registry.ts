import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerKind } from './server';

/** Apicurio with its schemas in memory; it speaks Confluent's protocol under `/apis/ccompat/v7`. */
export const schemaRegistry: ServerKind = {
  artifacts: {
    name: 'schema-registry',
    version: '2.6.13',
    archive: 'io.apicurio:apicurio-registry-app:2.6.13.Final:tar.gz:all',
  },
  extraPorts: 0,
  async command({ artifacts, port }) {
    const runner = readdirSync(artifacts).find((name) => name.endsWith('-runner.jar'))!;
    const address = ['-Dquarkus.http.host=127.0.0.1', `-Dquarkus.http.port=${port}`];
    return ['-Xmx256m', ...address, '-jar', join(artifacts, runner)];
  },
};

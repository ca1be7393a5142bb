import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createProgram } from '../../cli/program';
import { settingsOf } from '../../cli/settings-file';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: string[] | Record<string, { condition: string }>;
  healthcheck?: object;
  volumes?: string[];
  deploy?: { resources?: { limits?: { cpus?: string; memory?: string } } };
}

const root = join(__dirname, '..', '..');
const { services, volumes } = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const ours = Object.entries(services).filter(([, { image }]) => image === 'millrace:local');
const settings = settingsOf(createProgram());

test('the cluster has two of each tier', () => {
  expect(ours.map(([name]) => name)).toEqual([
    'producer-1',
    'producer-2',
    'consumer-1',
    'consumer-2',
    'fan-out-1',
    'fan-out-2',
    'api-1',
    'api-2',
  ]);
});

/** Those that nobody asks anything: they say by ending that something is wrong. */
const silent = ['ledger-closer', 'consumer-1', 'consumer-2', 'fan-out-1', 'fan-out-2'];

describe.each(Object.entries(services))('%s', (name, service) => {
  test('is limited, and says whether it is well', () => {
    const { cpus, memory } = service.deploy?.resources?.limits ?? {};
    expect(cpus).toMatch(/^[0-9.]+$/);
    expect(memory).toMatch(/^[0-9]+[mg]$/);
    expect(service.healthcheck !== undefined).toBe(!silent.includes(name));
  });

  test('waits for services, and has volumes and files, that there are', () => {
    const { depends_on: needs = {} } = service;
    const conditions = Array.isArray(needs) ? needs.map((each) => [each] as const) : Object.entries(needs);
    for (const [needed, wanted] of conditions) {
      expect(Object.keys(services)).toContain(needed);
      if (wanted?.condition === 'service_healthy') expect(services[needed]!.healthcheck).toBeDefined();
    }
    for (const volume of service.volumes ?? []) {
      const [source] = volume.split(':') as [string];
      if (source.startsWith('.')) expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      else expect(Object.keys(volumes)).toContain(source);
    }
  });
});

describe.each(ours)('%s', (_, { command: [name, ...args] = [], environment = {} }) => {
  const command = createProgram().commands.find((each) => each.name() === name)!;

  test('calls a command with flags and values that it takes', () => {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
    const { operands, unknown } = command.parseOptions(args);
    expect({ operands, unknown }).toEqual({ operands: [], unknown: [] });
  });

  test('is given settings that there are, with values that are allowed', () => {
    for (const [variable, value] of Object.entries(environment)) {
      const setting = settings.find(({ envVar }) => envVar === variable);
      expect(setting?.envVar).toBe(variable);
      expect(() => setting!.parseArg?.(value, undefined)).not.toThrow();
    }
  });
});

test('haproxy sends requests to the API nodes there are', () => {
  const config = readFileSync(join(root, 'ops', 'haproxy', 'haproxy.cfg'), 'utf8');
  const servers = [...config.matchAll(/^ +server \S+ (\S+):51233/gm)].map(([, host]) => host);
  expect(servers).toEqual(ours.map(([name]) => name).filter((name) => name.startsWith('api-')));
});

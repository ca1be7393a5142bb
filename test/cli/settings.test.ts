import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgram } from '../../cli/program';
import { checkEnvironment } from '../../cli/settings-environment';
import { settingsOf } from '../../cli/settings-file';
import { run } from '../integration/millrace';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'millrace-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'millrace.yaml');
  writeFileSync(path, text);
  return path;
}

/** What `millrace config ARGS --json` prints. */
async function effective(...args: string[]): Promise<Record<string, { value?: unknown; from: string }>> {
  return JSON.parse(await output('config', ...args, '--json')) as never;
}

async function output(...args: string[]): Promise<string> {
  const written: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void written.push(line));
  const program = createProgram();
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  await program.parseAsync(args, { from: 'user' }).finally(() => log.mockRestore());
  return written.join('\n');
}

afterEach(() => {
  delete process.env.MILLRACE_PORT;
  delete process.env.MILLRACE_RIPPLED;
  delete process.env.MILLRACE_CONFIG;
});

test('file, environment and flag, the later over the former', async () => {
  const path = file('port: 1001\nhost: 10.0.0.1\ndata: /from/file\n');
  process.env.MILLRACE_PORT = '1002';
  const settings = await effective('--config', path, '--data', '/from/flag');
  expect(settings.host).toEqual({ value: '10.0.0.1', from: path });
  expect(settings.port).toEqual({ value: 1002, from: 'MILLRACE_PORT' });
  expect(settings.data).toEqual({ value: '/from/flag', from: '--data' });
  expect(settings.workers).toEqual({ value: 0, from: 'default' });
  expect(settings.rippled).toEqual({ from: 'not set' });
});

test('the file can be named by the environment', async () => {
  const path = (process.env.MILLRACE_CONFIG = file('port: 1001\n'));
  expect((await effective()).port).toEqual({ value: 1001, from: path });
});

test('a list: as YAML, with commas, as flags, of which the later kind replaces the former', async () => {
  const path = file('rippled: [ws://a:1, ws://b:2]\n');
  expect((await effective('--config', path)).rippled?.value).toEqual(['ws://a:1', 'ws://b:2']);
  process.env.MILLRACE_RIPPLED = 'ws://c:3,ws://d:4';
  expect((await effective('--config', path)).rippled?.value).toEqual(['ws://c:3', 'ws://d:4']);
  const flags = ['--rippled', 'ws://e:5', '--rippled', 'ws://f:6'];
  expect((await effective('--config', path, ...flags)).rippled?.value).toEqual(['ws://e:5', 'ws://f:6']);
});

test.each([
  ['a name that is none', 'ports: 1\n', 'there is no setting "ports"; did you mean "port"?'],
  ['a name like no other', 'shards: 1\n', 'there is no setting "shards"; "millrace config" lists them all'],
  ['a name without a value', 'data:\n', 'data: null is not allowed. It has no value'],
  ['a file that is not there', 'tls-cert: /nowhere.pem\n', '"/nowhere.pem" is not allowed. No such file can be read.'],
  ['a value out of bounds', 'port: 70000\n', 'port: 70000 is not allowed. A port is a whole number from 0 to 65535.'],
  ['a value that is no choice', 'log-level: loud\n', 'Allowed choices are silent, error, warn, info, debug.'],
  ['a group', 'port: { api: 1 }\n', 'It is one value, not a group of them'],
  ['a list', '- port\n', 'settings are lines of the form "name: value"'],
  ['no YAML', 'port: [1\n', 'millrace.yaml: Flow sequence'],
])('%s in the file is refused by name', async (_, text, message) => {
  const path = file(text);
  await expect(effective('--config', path)).rejects.toThrow(message);
  await expect(effective('--config', path)).rejects.toThrow(path);
});

test('a file that is not there is named', async () => {
  await expect(effective('--config', '/nowhere.yaml')).rejects.toThrow('--config /nowhere.yaml: ENOENT');
});

test.each([
  ['a name that is none', 'MILLRACE_PROT', '1', 'there is no such setting; did you mean MILLRACE_PORT?'],
  ['a name like no other', 'MILLRACE_SHARDS', '1', 'there is no such setting; "millrace config" lists them all'],
  [
    'a value out of bounds',
    'MILLRACE_PORT',
    '70000',
    '"70000" is not allowed. A port is a whole number from 0 to 65535.',
  ],
  ['no value', 'MILLRACE_DATA', '', '"" is not allowed. It is empty'],
  ['an item that is empty', 'MILLRACE_RIPPLED', 'ws://a:1,', '"ws://a:1," is not allowed. It is empty'],
])('%s in the environment is refused by name', async (_, name, value, message) => {
  process.env[name] = value;
  // Also by a command that has no use for it: tiers share their environment.
  const refused = output('topics').finally(() => delete process.env[name]);
  await expect(refused).rejects.toThrow(`${name} in the environment: ${message}`);
});

test('a wrong file is refused by commands that have no use for what is wrong in it', async () => {
  await expect(output('topics', '--config', file('port: 70000\n'))).rejects.toThrow('port: 70000 is not allowed');
});

test('help is given also where a name is wrong', async () => {
  process.env.MILLRACE_PROT = '1';
  const shown = output('up', '--help').finally(() => delete process.env.MILLRACE_PROT);
  await expect(shown).rejects.toThrow('(outputHelp)');
});

test('passwords are shown nowhere', async () => {
  const path = file('source: ["wss://user:secret@a"]\n');
  const flags = ['--store', 'cassandra://user:secret@a:9042/ks'];
  const settings = await effective('--config', path, ...flags);
  expect(settings.store?.value).toBe('cassandra://user:***@a:9042/ks');
  expect(settings.source?.value).toEqual(['wss://user:***@a']);
  expect(await output('config', '--config', path, ...flags)).not.toContain('secret');
  const { stderr } = await run('api', '--store', 'cassandra://user:secret@a');
  expect(stderr).toContain("'cassandra://user:***@a' is invalid. It has the form cassandra://[USER:PASSWORD@]");
});

test('every variable that the repository speaks of is known', () => {
  const named = execFileSync(
    'git',
    ['grep', '-ohE', '\\bMILLRACE_[A-Z_]+\\b', '--', ':!test/cli', ':!docs/troubleshooting.md'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const variables = [...new Set(named.trim().split('\n'))].map((name): [string, string] => [name, '']);
  const settings = settingsOf(createProgram());
  expect(variables.length).toBeGreaterThan(settings.length);
  const unknown = variables.filter(([name]) => {
    try {
      checkEnvironment([[name, '']], settings);
      return false;
    } catch (error) {
      return (error as Error).message.includes('no such setting');
    }
  });
  expect(unknown).toEqual([]);
});

test('docs/settings.md is what the declarations say (npm run docs)', async () => {
  const page = readFileSync(join(root, 'docs/settings.md'), 'utf8');
  expect(page).toBe(`${await output('config', '--markdown')}\n`);
});

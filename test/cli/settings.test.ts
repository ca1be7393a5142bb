import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgram } from '../../cli/program';

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
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput({ writeErr: () => {} });
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
  expect(settings.host).toEqual({ value: '10.0.0.1', from: 'the file' });
  expect(settings.port).toEqual({ value: 1002, from: 'the environment' });
  expect(settings.data).toEqual({ value: '/from/flag', from: 'a flag' });
  expect(settings.workers).toEqual({ value: 0, from: 'the default' });
});

test('the file can be named by the environment', async () => {
  process.env.MILLRACE_CONFIG = file('port: 1001\n');
  expect((await effective()).port).toEqual({ value: 1001, from: 'the file' });
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
  ['a name that is none', 'ports: 1\n', 'there is no setting "ports"'],
  ['a value out of bounds', 'port: 70000\n', 'port: 70000 is not allowed. a port is a whole number from 0 to 65535.'],
  ['a value that is no choice', 'log-level: loud\n', 'Allowed choices are silent, error, warn, info, debug.'],
  ['a group', 'port: { api: 1 }\n', 'port is one value'],
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

test('docs/settings.md is what the declarations say (npm run docs)', async () => {
  const page = readFileSync(join(__dirname, '../../docs/settings.md'), 'utf8');
  expect(page).toBe(`${await output('config', '--markdown')}\n`);
});

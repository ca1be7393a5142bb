import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { execFile, execFileSync } from 'node:child_process';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../demo';

const root = join(__dirname, '..', '..');
const folder = temporaryFolder();

test('what is built in the image imports nothing that the image is built without', () => {
  const left = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n');
  const listed = execFileSync('git', ['ls-files', '*.ts', '*.tsx', ':!test'], { cwd: root, encoding: 'utf8' });
  const files = listed.trim().split('\n');
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, name] of text.matchAll(/'((?:\.{1,2}\/)+[^']+)'/g)) {
      const [room] = relative(root, resolve(root, dirname(file), name!)).split('/');
      expect([file, left.includes(room!)]).toEqual([file, false]);
    }
  }
});

test('what the image is given is all that the program needs', async () => {
  const [, image = ''] = readFileSync(join(root, 'Dockerfile'), 'utf8').split(/^FROM .*slim$/m);
  const copied = [...image.matchAll(/^COPY --from=build \/millrace\/(\S+) \.\/(\S*)$/gm)];
  expect(copied.length).toBeGreaterThan(0);
  for (const [, from, to] of copied) {
    if (from === 'node_modules') symlinkSync(join(root, from), join(folder, from));
    else cpSync(join(root, from!), join(folder, to || from!), { recursive: true });
  }
  const [, entry] = /^ENTRYPOINT \["node", "(.+)"\]$/m.exec(image)!;
  const millrace = (...args: string[]): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, [entry!, ...args], { cwd: folder });
  await millrace('up', '--port', '0', '--exit-when-done');
  expect((await millrace('status')).stdout).toContain('visible    ledgers 3–215');
  expect((await millrace('export', 'objects', '--topic', 'xrpl.objects', '--to', '5')).stdout).toBeDefined();
});

import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../demo';

const root = join(__dirname, '..', '..');
const folder = temporaryFolder();

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

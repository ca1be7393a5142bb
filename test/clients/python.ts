import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const requirements = join(__dirname, 'requirements.txt');

/** The Python of a virtual environment that has what `requirements.txt` names; made once, kept in the cache folder. */
export async function python(): Promise<string> {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(homedir(), '.cache', 'millrace-clients', version);
  const interpreter = join(folder, 'bin', 'python');
  const complete = join(folder, 'bin', '.complete');
  if (existsSync(complete)) return interpreter;
  await run('python3', ['-m', 'venv', '--clear', folder]);
  await run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  await run('touch', [complete]);
  return interpreter;
}

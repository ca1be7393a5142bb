import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function tryWrite(path: string): boolean {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Thrown when another living process has the role. */
export class RoleTaken extends Error {
  override readonly name = 'RoleTaken';
}

/**
 * Takes a role that only one process at a time may have, by a file with its process id. A file that a killed
 * process left behind is taken over.
 *
 * @param role for messages, such as "consumer"
 * @returns gives the role back
 * @throws RoleTaken
 */
export function takeRole(path: string, role: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  if (!tryWrite(path)) {
    const pid = Number(readFileSync(path, 'utf8'));
    if (pid !== process.pid && pid > 0 && isAlive(pid)) {
      throw new RoleTaken(`process ${pid} is already the ${role} here (${path}); stop it first`);
    }
    rmSync(path, { force: true });
    if (!tryWrite(path)) throw new RoleTaken(`another process has just become the ${role} here (${path})`);
  }
  return () => rmSync(path, { force: true });
}

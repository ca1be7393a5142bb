import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findRoot(from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json'))) return dir;
    if (dir === dirname(dir)) throw new Error(`no package.json above ${from}: the installation is incomplete`);
  }
}

const root = findRoot(__dirname);

/** The path of a file that ships with the package (a schema, a dictionary, the demo recording), from source and from `dist/` alike. */
export function packageFile(...parts: string[]): string {
  return join(root, ...parts);
}

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { RoleTaken, takeRole } from '../../kit/exclusive';

const run = promisify(execFile);

/** Where what was fetched is kept, outside of every checkout. */
const cache = join(homedir(), '.cache', 'millrace-servers');

export interface Artifacts {
  name: string;
  version: string;
  /** Maven coordinates, `group:artifact:version`, with all they need at run time. */
  libraries?: readonly string[];
  /** Coordinates of one archive to unpack, `group:artifact:version:tar.gz:classifier`. */
  archive?: string;
}

const pom = (libraries: readonly string[]): string => {
  const dependencies = libraries.map((coordinates) => {
    const [group, artifact, version] = coordinates.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project><modelVersion>4.0.0</modelVersion><groupId>millrace</groupId><artifactId>server</artifactId>
<version>1</version><dependencies>${dependencies.join('\n')}</dependencies></project>\n`;
};

async function fetchInto(folder: string, { libraries, archive }: Artifacts): Promise<void> {
  if (libraries) {
    writeFileSync(join(folder, 'pom.xml'), pom(libraries));
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
    await run('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), ...goal]);
  }
  if (archive) {
    await run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${archive}`, `-DoutputDirectory=${folder}`]);
    const file = join(
      folder,
      readdirSync(folder).find((name) => name.endsWith('.tar.gz'))!,
    );
    await run('tar', ['-xzf', file, '-C', folder]);
    rmSync(file);
  }
}

/** Waits until no other process fetches: Maven's local repository, which all of them fill, bears one at a time. */
async function turnToFetch(): Promise<() => void> {
  for (;;) {
    try {
      return takeRole(join(cache, 'fetching.pid'), 'one that fetches servers');
    } catch (error) {
      if (!(error instanceof RoleTaken)) throw error;
      await sleep(200);
    }
  }
}

/** Within this process one follows the other. */
let fetching: Promise<unknown> = Promise.resolve();

/** The folder with a server's jars, fetched by Maven the first time. A fetch that was cut off leaves nothing. */
export async function artifactsOf(wanted: Artifacts): Promise<string> {
  const folder = join(cache, `${wanted.name}-${wanted.version}`);
  if (existsSync(folder)) return folder;
  const fetched = fetching.then(() => fetchTo(folder, wanted));
  fetching = fetched.catch(() => undefined);
  await fetched;
  return folder;
}

async function fetchTo(folder: string, wanted: Artifacts): Promise<void> {
  const giveBack = await turnToFetch();
  if (existsSync(folder)) return giveBack();
  const partial = mkdtempSync(join(cache, `${wanted.name}-partial-`));
  try {
    await fetchInto(partial, wanted);
    renameSync(partial, folder);
  } catch (error) {
    const { stdout = '', message } = error as Error & { stdout?: string };
    throw new Error(`can't fetch ${wanted.name} ${wanted.version} with Maven: ${message}\n${stdout}`, { cause: error });
  } finally {
    rmSync(partial, { recursive: true, force: true });
    giveBack();
  }
}

import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import type { How } from './how';
import { root, type Block } from './page';
import { put, standInsFor, takeBack, type StandIn } from './stand-ins';

/** What one page does when its commands are run in order, in a folder that looks like a fresh clone of the repository. */
export class PageRun {
  private readonly standing: { child: ChildProcess; section: string }[] = [];

  private constructor(
    readonly folder: string,
    private readonly standIns: readonly StandIn[],
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async start(commands: string, pythonFolder?: string): Promise<PageRun> {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-docs-'));
    for (const name of readdirSync(root)) {
      if (!['.git', '.millrace'].includes(name)) symlinkSync(join(root, name), join(folder, name));
    }
    const bin = join(folder, '.bin');
    mkdirSync(bin);
    const program = `exec ${process.execPath} ${join(root, 'dist', 'cli', 'main.js')}`;
    script(join(bin, 'millrace'), `${program} "$@"`);
    // npx would take seconds each time, and npm start would build again, as would `pre` scripts: they are ignored below.
    script(join(bin, 'npx'), `shift; ${program} "$@"`);
    script(join(bin, 'npm'), `[ "$*" = start ] && ${program} up; exec "$(which -a npm | sed -n 2p)" "$@"`);
    const standIns = await standInsFor(commands, folder);
    const port = standIns.find(({ written }) => written === '51233')!.real;
    const path = [bin, pythonFolder, process.env['PATH']].filter((part) => part !== undefined).join(':');
    return new PageRun(folder, standIns, {
      ...process.env,
      PATH: path,
      MILLRACE_PORT: port,
      npm_config_ignore_scripts: 'true',
    });
  }

  /** @returns what the commands printed, as the page would have it */
  async run(block: Block, how: How): Promise<string> {
    this.endOthers(block.section);
    const child = spawn('bash', ['-euo', 'pipefail', '-c', put(block.text, this.standIns)], {
      cwd: this.folder,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // so that all of its processes are ended with it
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
    const shown = (): string => takeBack(output, this.standIns);
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    if (how.until !== undefined) {
      this.standing.push({ child, section: block.section });
      while (!shown().includes(how.until)) {
        if (child.exitCode !== null)
          throw new Error(`it ended with ${child.exitCode} before it said "${how.until}":\n${shown()}`);
        await sleep(50);
      }
      return shown();
    }
    const code = await ended;
    if ((code === 0) === how.fails) throw new Error(`it ended with ${code}:\n${shown()}`);
    return shown();
  }

  /** Ends what lives on, but for what the section has started itself. */
  endOthers(section?: string): void {
    for (const each of this.standing.filter((each) => each.section !== section)) {
      if (each.child.exitCode === null) process.kill(-each.child.pid!, 'SIGKILL');
      this.standing.splice(this.standing.indexOf(each), 1);
    }
  }

  close(): void {
    this.endOthers();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function script(path: string, text: string): void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

/** What can be said of commands for containers without any (test/ops/compose.test.ts looks at the services themselves). */
export function checkOnly(block: Block): void {
  const { services } = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true }) as { services: object };
  for (const line of block.text.trim().split('\n')) {
    const [program, verb, action = '', ...words] = line.split('#')[0]!.trim().split(/\s+/);
    if (`${program} ${verb}` !== 'docker compose' || !['up', 'down', 'logs', 'restart'].includes(action)) {
      throw new Error(`line ${block.line}: nothing checks "${line}"`);
    }
    const strange = words.filter((word) => !word.startsWith('-') && !(word in services));
    if (strange.length > 0) throw new Error(`line ${block.line}: compose.yaml has no ${strange.join(', ')}`);
  }
  if (spawnSync('docker', ['compose', 'version']).status !== 0) return; // not everyone has it
  execFileSync('docker', ['compose', 'config', '--quiet'], { cwd: root });
}

/** Where the lines that a page expects are not among what was printed, in that order; `…` stands for anything. */
export function missing(expected: string, printed: string): string | undefined {
  const lines = printed.split('\n').map((line) => line.trim());
  let from = 0;
  for (const line of expected.split('\n').map((line) => line.trim())) {
    if (line === '' || line === '…') continue;
    const pattern = new RegExp(`^${line.split('…').map(escaped).join('.*')}$`);
    const place = lines.findIndex((each, i) => i >= from && pattern.test(each));
    if (place === -1) return line;
    from = place + 1;
  }
  return undefined;
}

/** Columns may be wider apart than on the page. */
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, ' +');

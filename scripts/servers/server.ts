import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { artifactsOf, type Artifacts } from './artifacts';

export interface Place {
  /** Everything the instance writes lies here: data, settings, log, pid file. */
  folder: string;
  /** Where clients connect, on the loopback address. */
  port: number;
  /** For what the server needs beside it. */
  extraPorts: number[];
}

export interface ServerKind {
  artifacts: Artifacts;
  /** How many ports it needs beside the one for clients. */
  extraPorts: number;
  /** Arguments for `java`, after whatever files they name have been written. */
  command(place: Place & { artifacts: string }): Promise<string[]>;
}

/** Start-up on two busy cores takes seconds; this is when something is wrong, in milliseconds. */
const patience = 120_000;
const fastStart = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

const pidFile = (folder: string): string => join(folder, 'pid');
const logFile = (folder: string): string => join(folder, 'server.log');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A child that ended and was not waited for still has its id.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Of the server whose data lies in the folder; `undefined` when it doesn't run. */
export function runningPid(folder: string): number | undefined {
  if (!existsSync(pidFile(folder))) return undefined;
  const pid = Number(readFileSync(pidFile(folder), 'utf8'));
  return isAlive(pid) ? pid : undefined;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.destroy() && resolve(true));
    socket.once('error', () => resolve(false));
  });
}

/** Starts the server, or finds it running. Resolves once it takes connections; its data is as it was left. */
export async function start(kind: ServerKind, place: Place): Promise<void> {
  const { folder, port } = place;
  if (runningPid(folder) !== undefined) return;
  mkdirSync(folder, { recursive: true });
  const artifacts = await artifactsOf(kind.artifacts);
  const args = await kind.command({ ...place, artifacts });
  const log = openSync(logFile(folder), 'w');
  const child = spawn('java', [...fastStart, ...args], { cwd: folder, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  child.unref();
  writeFileSync(pidFile(folder), `${child.pid}\n`);
  for (const began = Date.now(); !(await accepts(port)); await sleep(50)) {
    if (child.exitCode === null && child.signalCode === null && Date.now() - began < patience) continue;
    child.kill('SIGKILL');
    const tail = readFileSync(logFile(folder), 'utf8').split('\n').slice(-30).join('\n');
    throw new Error(`${kind.artifacts.name} did not start on port ${port}; its log ends with\n${tail}`);
  }
}

/** Ends the server and waits until it is gone. SIGKILL is a crash: what it had not written is lost. */
export async function stop(folder: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  const pid = runningPid(folder);
  if (pid !== undefined) {
    process.kill(pid, signal);
    while (isAlive(pid)) await sleep(20);
  }
  rmSync(pidFile(folder), { force: true });
}

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export const program = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

const running = new Set<ChildProcess>();

// A test that fails must not leave its processes behind: jest would wait for them.
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** What it has printed so far. */
  output: () => string;
  /** What it has said on standard error so far. */
  said: () => string;
}

/** A millrace process, as a user starts it. */
export function millrace(...args: string[]): Running {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, ended, output: () => stdout, said: () => stderr };
}

/** Runs to the end. */
export const run = (...args: string[]): Promise<Ended> => millrace(...args).ended;

/** Resolves with the port once the process says where it answers. */
export async function answering({ child, output }: ReturnType<typeof millrace>): Promise<number> {
  for (;;) {
    const match = /answers on http:\/\/127\.0\.0\.1:(\d+)/.exec(output());
    if (match) return Number(match[1]);
    if (child.exitCode !== null) throw new Error(`millrace ended with ${child.exitCode} before it answered`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function ask(port: number, method: string, params: object = {}): Promise<Record<string, unknown>> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body: JSON.stringify({ method, params: [params] }),
  });
  return ((await response.json()) as { result: Record<string, unknown> }).result;
}

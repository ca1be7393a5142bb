import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/servers/free-port';
import { runningPid, start, stop, type ServerKind } from '../../scripts/servers/server';

export interface TestServer {
  port: number;
  /** A crash. */
  kill(): Promise<void>;
  /** It takes connections and answers nothing, until it is told otherwise. */
  hang(hanging: boolean): void;
  /** Starts it again on the same port with the data it had. */
  restart(): Promise<void>;
}

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) {
    await stop(folder, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A server of this test file's own, gone when its tests are. */
export async function server(kind: ServerKind): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), `millrace-${kind.artifacts.name}-`));
  folders.push(folder);
  const port = await freePort();
  const extraPorts: number[] = [];
  for (let i = 0; i < kind.extraPorts; i++) extraPorts.push(await freePort());
  const restart = (): Promise<void> => start(kind, { folder, port, extraPorts });
  await restart();
  const hang = (hanging: boolean): void => void process.kill(runningPid(folder)!, hanging ? 'SIGSTOP' : 'SIGCONT');
  return { port, restart, hang, kill: () => stop(folder, 'SIGKILL') };
}

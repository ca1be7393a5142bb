import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, stop, type ServerKind } from '../../scripts/servers/server';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export interface TestServer {
  port: number;
  /** A crash. */
  kill(): Promise<void>;
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
  return { port, restart, kill: () => stop(folder, 'SIGKILL') };
}

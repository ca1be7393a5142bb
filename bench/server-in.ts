import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../scripts/servers/free-port';
import { start, stop, type Place, type ServerKind } from '../scripts/servers/server';

/** A server whose data lies beneath the folder. */
export async function serverIn(folder: string, kind: ServerKind): Promise<Place> {
  const ports: number[] = [];
  while (ports.length < 1 + kind.extraPorts) ports.push(await freePort());
  const [port, ...extraPorts] = ports as [number, ...number[]];
  const place = { folder: join(folder, kind.artifacts.name), port, extraPorts };
  await start(kind, place);
  return place;
}

/** Ends those whose data lies beneath the folder, at once: it is going to be removed. */
export async function stopServers(folder: string): Promise<void> {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) await stop(join(folder, name), 'SIGKILL');
}

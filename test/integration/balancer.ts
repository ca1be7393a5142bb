import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../scripts/servers/free-port';

/** Something in front of several API nodes. */
export interface Balancer {
  port: number;
  stop(): Promise<void>;
}

/** Milliseconds between two questions whether a node is ready. */
const interval = 100;

/**
 * Sends each request to the next node that says it is ready, over connections that are kept. What a node did not answer
 * has failed: nothing is tried twice, but for connections that a node did not take.
 */
export async function plainBalancer(ports: readonly number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const ready = new Set<number>();
  const sockets = new Set<Socket>();
  let turn = 0;
  const timer = setInterval(() => {
    for (const port of ports) {
      isReady(port).then(
        (yes) => (yes ? ready.add(port) : ready.delete(port)),
        () => ready.delete(port),
      );
    }
  }, interval);
  const next = (): number | undefined => [...ready].sort()[turn++ % ready.size];

  const pass = (incoming: IncomingMessage, body: Buffer, response: ServerResponse, tries = 3): void => {
    const { method, url: path, headers } = incoming;
    const asked = ask({ port: next(), method, path, headers: { ...headers, connection: 'keep-alive' }, agent });
    asked.on('response', (answer) => {
      response.writeHead(answer.statusCode!, { ...answer.headers, connection: 'keep-alive' });
      answer.pipe(response);
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && tries > 0) pass(incoming, body, response, tries - 1);
      else response.writeHead(502).end(error.message);
    });
    asked.end(body);
  };
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => pass(incoming, Buffer.concat(parts), response));
  });
  server.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    const node = connect(next() ?? 0);
    const lines = incoming.rawHeaders.map((text, i) => (i % 2 === 0 ? `${text}: ` : `${text}\r\n`));
    node.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
    node.write(head);
    for (const socket of [node, client]) socket.on('error', () => socket.destroy());
    for (const socket of [node, client]) sockets.add(socket);
    node.pipe(client).pipe(node);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    agent.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: (server.address() as AddressInfo).port, stop };
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/ready`, { headers: { connection: 'close' } }).then(({ ok }) => ok);

/** HAProxy with the configuration that `ops/` has, but for addresses and how many connections a test machine allows. */
export async function haproxy(ports: readonly number[], folder: string): Promise<Balancer> {
  const port = await freePort();
  const shipped = readFileSync(join(__dirname, '..', '..', 'ops', 'haproxy', 'haproxy.cfg'), 'utf8');
  const servers = ports.map((each) => `  server api-${each} 127.0.0.1:${each}\n`).join('');
  const config = shipped
    .replace('maxconn 20000', 'maxconn 200')
    .replace('bind :51233', `bind 127.0.0.1:${port}`)
    .replace(/( {2}server .*\n)+/, servers);
  const path = join(folder, 'haproxy.cfg');
  writeFileSync(path, config);
  const child = spawn('haproxy', ['-db', '-f', path], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  while (!(await accepts(port))) if (child.exitCode !== null) throw new Error(`haproxy ended: ${said}`);
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { port, stop };
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => setTimeout(() => resolve(false), 50));
    socket.once('connect', () => socket.destroy());
  });

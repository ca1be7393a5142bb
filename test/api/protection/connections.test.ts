import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { createApi, type ApiOptions } from '../../../api/create-api';
import type { ApiServer, ServerLimits } from '../../../api/server';
import { silent } from '../../demo';
import { makeChain } from '../support/chain';

/** What connections may cost that ask for nothing, or don't take what they asked for. */

let server: ApiServer;
afterEach(() => server.close());

async function start(limits: Partial<ServerLimits>, options: Partial<ApiOptions> = {}): Promise<number> {
  const { reader } = makeChain();
  server = createApi({ reader, logger: silent, version: '0', limits: { drainTime: 50, ...limits }, ...options });
  return server.listen(0, '127.0.0.1');
}

async function connected(port: number, text = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined); // the other end may cut it
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

/** Until that holds of the server, to which nobody is told. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((wait) => setTimeout(wait, 5));
}

const upgrade = (more = ''): string =>
  'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
  `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${more}\r\n`;

test('a WebSocket that answers no ping is given up, and one that does is kept', async () => {
  const port = await start({ silence: 50 });
  const alive = new WebSocket(`ws://127.0.0.1:${port}`);
  const dead = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong: false });
  await Promise.all([once(alive, 'open'), once(dead, 'open')]);
  await once(dead, 'close');
  for (let i = 0; i < 3; i++) await once(alive, 'ping');
  expect(alive.readyState).toBe(WebSocket.OPEN);
  expect(server.webSockets).toBe(1);
  alive.terminate();
});

test('of a client that takes no answers no more requests are read, and in the end it is given up', async () => {
  const port = await start({ silence: 300 });
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(socket, 'open');
  socket.pause();
  // An error echoes the whole request.
  const request = JSON.stringify({ command: 'nonsense', x: 'x'.repeat(1 << 20) });
  for (let i = 0; i < 200; i++) socket.send(request);
  let left = 0;
  await until(() => {
    left = socket.bufferedAmount || left;
    return server.webSockets === 0;
  });
  // It is not all of them that were read, be the buffers of both ends never so large.
  expect(left).toBeGreaterThan(50 << 20);
  socket.terminate();
});

test('a client over HTTP that does not take its answers is given up', async () => {
  const port = await start({ silence: 300 }, { exempt: [], bounds: { connections: 1, requests: 1000, bytes: 1e9 } });
  const body = JSON.stringify({ method: 'nonsense', params: [{ x: 'x'.repeat(900_000) }] });
  const request = `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const socket = await connected(port, request.repeat(40));
  socket.pause();
  // Its place is free again once it is gone.
  for (let answer = ''; !answer.includes('yes');) {
    const other = await connected(port, 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    for await (const chunk of other as AsyncIterable<Buffer>) answer += chunk.toString();
  }
  socket.destroy();
});

test('a wish for another protocol than WebSocket is no reason not to answer', async () => {
  const port = await start({});
  const body = '{"method":"ping"}';
  const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n`;
  const wish = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n';
  const socket = await connected(port, `${head}${wish}\r\n${body}`);
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(() => said.endsWith('}'));
  expect(said).toMatch(/^HTTP\/1.1 200 OK/);
  expect(said).toContain('"status":"success"');
  // The connection is as good as any other, and a body may come later than its head.
  said = '';
  socket.write(`${head}${wish}\r\n`);
  socket.write(`${body}${head}Connection: close\r\n\r\n${body}`);
  await once(socket, 'end');
  expect(said.match(/200 OK/g)).toHaveLength(2);
});

test('a client that is not let in and cuts the connection does no harm', async () => {
  const port = await start({}, { exempt: [], proxies: ['127.0.0.1'], bounds: { connections: 1 } });
  const from = 'X-Forwarded-For: 192.0.2.1\r\n';
  const first = await connected(port, upgrade(from));
  await once(first, 'data');
  for (let i = 0; i < 20; i++) {
    const refused = await connected(port, upgrade(from));
    if (i % 2 === 0) await once(refused, 'data');
    refused.write(upgrade());
    refused.resetAndDestroy();
  }
  const again = await connected(port, upgrade(from));
  expect(String((await once(again, 'data'))[0])).toContain('503');
  await once(again, 'close');
  first.destroy();
});

test('a server that closes does not wait for connections that have not come to a request', async () => {
  const said: string[] = [];
  const logger = { ...silent, warn: (_fields: object, message: string) => void said.push(message) };
  const port = await start({}, { proxyProtocol: ['127.0.0.1'], logger });
  const closed = once(await connected(port, 'PROXY '), 'close');
  await once(await connected(port, 'no PROXY header'), 'close'); // and with it the first has been let in
  await server.close();
  await closed;
  await until(() => said.length === 2);
  // It did not come to the end of the time that a header has.
  expect(said.map((message) => message.replace(/.*: /, ''))).toEqual([
    'there is no PROXY header',
    'the connection closed before a PROXY header',
  ]);
});

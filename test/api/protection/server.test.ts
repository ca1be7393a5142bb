import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { connect as secureConnect, type TLSSocket } from 'node:tls';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createApi, type ApiOptions } from '../../../api/create-api';
import type { ApiServer } from '../../../api/server';
import { silent } from '../../demo';
import { makeChain } from '../support/chain';

const ping = '{"method":"ping"}';
let server: ApiServer | undefined;
afterEach(() => {
  jest.restoreAllMocks();
  return server?.close();
});

/** The second in which the limits count lasts as long as the test: a busy machine would begin another in its middle. */
function holdTheSecond(): void {
  jest.spyOn(performance, 'now').mockReturnValue(performance.now());
}

async function start(options: Partial<ApiOptions>): Promise<number> {
  server = createApi({
    reader: makeChain().reader,
    logger: silent,
    version: '0',
    limits: { drainTime: 50 },
    ...options,
  });
  return server.listen(0, '127.0.0.1');
}

const ask = async (port: number, from: string): Promise<{ status: number; text: string }> => {
  const headers = { 'x-forwarded-for': from };
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: ping, headers });
  return { status: response.status, text: await response.text() };
};

/** What a connection says once it is over, or has said `until`. */
async function exchange(port: number, bytes: Buffer | string, until = '}}'): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  let said = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    said += chunk.toString();
    if (said.includes(until)) break;
  }
  return said;
}

const http = (body: string): string =>
  `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

test('an address over its limit is refused, another is served, and both are warned before', async () => {
  holdTheSecond();
  const port = await start({ exempt: [], proxies: ['127.0.0.1'], bounds: { requests: 5 } });
  const answers = [];
  for (let i = 0; i < 7; i++) answers.push(await ask(port, '192.0.2.1'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 503, 503]);
  expect(answers[0]!.text).not.toContain('"warning":"load"');
  expect(answers[4]!.text).toContain('"warning":"load"');
  expect(JSON.parse(answers[5]!.text).result).toMatchObject({
    error: 'slowDown',
    error_code: 10,
    request: { method: 'ping' },
  });
  expect((await ask(port, '192.0.2.2')).status).toBe(200);
});

test("each call of rippled's batch counts, those that come to none too", async () => {
  holdTheSecond();
  const port = await start({ exempt: [], bounds: { requests: 5 }, likeness: 'rippled' });
  const calls = [{}, 1, ...Array.from({ length: 5 }, () => ({ method: 'ping' }))];
  const body = JSON.stringify({ method: 'batch', params: calls });
  const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body });
  const answers = (await response.json()) as { result?: { status: string; error?: string } }[];
  expect(answers.map(({ result }) => result?.error ?? result?.status)).toEqual([
    ...[undefined, undefined],
    ...['success', 'success', 'success'],
    ...['slowDown', 'slowDown'],
  ]);
});

test('a refused body that is no JSON is echoed as text, so that the answer is JSON', async () => {
  const port = await start({ exempt: [], bounds: { requests: 0 } });
  const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: '{"method' });
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ result: { error: 'slowDown', request: '{"method' } });
});

test('over WebSocket: slowDown, and cut off when it goes on', async () => {
  holdTheSecond();
  const port = await start({ exempt: [], bounds: { requests: 5 } });
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(socket, 'open');
  const answers: string[] = [];
  socket.on('message', (data: Buffer) => answers.push(JSON.parse(data.toString()).error ?? 'fine'));
  for (let i = 0; i < 5; i++) socket.send('{"command":"ping"}');
  while (answers.length < 5) await once(socket, 'message');
  for (let i = 0; i < 60; i++) socket.send('{"command":"ping"}');
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  expect([code, reason.toString()]).toEqual([1008, 'too many requests']);
  expect(answers.slice(0, 5)).toEqual(Array(5).fill('fine'));
  expect(new Set(answers.slice(5))).toEqual(new Set(['slowDown']));
});

test('an address may have so many connections; this machine has no bounds', async () => {
  const port = await start({ exempt: [], bounds: { connections: 2 } });
  const open = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  const sockets = [await open(), await open()];
  const third = await open();
  await once(third, 'close');
  sockets[0]!.destroy();
  await once(sockets[0]!, 'close');
  while (!(await exchange(port, http(ping))).includes('200 OK')) await new Promise((resolve) => setTimeout(resolve, 5));
  sockets[1]!.destroy();
  await server!.close();
  const free = await start({ bounds: { requests: 1, connections: 1 } });
  const all = await Promise.all(Array.from({ length: 20 }, () => ask(free, '192.0.2.1')));
  expect(all.map(({ status }) => status)).toEqual(Array(20).fill(200));
});

describe('PROXY protocol', () => {
  const binary = (family: number, addresses: number[]): Buffer => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(addresses.length);
    const head = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
    return Buffer.concat([head, Buffer.of(0x21, family), length, Buffer.from(addresses)]);
  };
  const ofClient = {
    text: Buffer.from('PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\r\n'),
    'binary, IPv4': binary(0x11, [192, 0, 2, 1, 10, 0, 0, 1, 220, 4, 1, 187]),
  };

  test.each(Object.entries(ofClient))('%s: the client is who is meant', async (_, header) => {
    const port = await start({ exempt: [], proxyProtocol: ['127.0.0.1'], bounds: { requests: 1 } });
    const bytes = Buffer.concat([header, Buffer.from(http(ping))]);
    expect(await exchange(port, bytes)).toContain('200 OK');
    expect(await exchange(port, bytes)).toContain('slowDown');
    const other = Buffer.from(`PROXY TCP6 2001:db8::1 2001:db8::2 1 2\r\n${http(ping)}`);
    expect(await exchange(port, other)).toContain('200 OK');
  });

  test('a header that comes in pieces', async () => {
    const port = await start({ proxyProtocol: ['127.0.0.1'] });
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    for (const byte of Buffer.concat([ofClient['binary, IPv4'], Buffer.from(http(ping))])) {
      socket.write(Buffer.of(byte));
      if (byte === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('200 OK');
    socket.destroy();
  });

  test('a client is the same over IPv4 and in the form that IPv6 has for it', async () => {
    const port = await start({ exempt: [], proxyProtocol: ['127.0.0.1'], bounds: { requests: 1 } });
    const mapped = binary(0x21, [...Array<number>(10).fill(0), 255, 255, 192, 0, 2, 1, ...Array<number>(20).fill(0)]);
    const asked = Buffer.from(http(ping));
    expect(await exchange(port, Buffer.concat([ofClient.text, asked]))).toContain('200 OK');
    expect(await exchange(port, Buffer.concat([mapped, asked]))).toContain('slowDown');
  });

  test.each([
    http(ping),
    'PROXY NONSENSE\r\n',
    'PROXY TCP4\r\n',
    'PROXY TCP4 localhost 10.0.0.1 1 2\r\n',
    `PROXY UNKNOWN ${'x'.repeat(100)}\r\n`,
    '\r\n\r\n\0\r\nQUIT\n\x31\x11\0\0',
  ])('%j is refused', async (bytes) => {
    const port = await start({ proxyProtocol: ['127.0.0.1'] });
    expect(await exchange(port, Buffer.from(bytes, 'latin1'))).toBe('');
  });

  test('from anyone else it is what it is: no HTTP', async () => {
    const port = await start({ proxyProtocol: ['10.0.0.0/8'] });
    expect(await exchange(port, ofClient.text, '400')).toContain('400 Bad Request');
  });
});

test('TLS, with a certificate that can be replaced', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-tls-'));
  const pair = (name: string) => {
    const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
    const options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-subj', `/CN=${name}`];
    execFileSync('openssl', ['req', '-x509', '-nodes', '-days', '2', ...options, '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  };
  const port = await start({ tls: pair('first') });
  const served = () =>
    new Promise<string>((resolve, reject) => {
      const sent = request(
        { port, host: '127.0.0.1', method: 'POST', rejectUnauthorized: false, agent: false },
        (got) => {
          resolve(`${got.statusCode} ${String((got.socket as TLSSocket).getPeerCertificate().subject.CN)}`);
          got.resume();
        },
      );
      sent.on('error', reject);
      sent.end(ping);
    });
  expect(await served()).toBe('200 first');
  server!.secure(pair('second'));
  expect(await served()).toBe('200 second');
  const socket = new WebSocket(`wss://127.0.0.1:${port}`, { rejectUnauthorized: false });
  await once(socket, 'open');
  socket.send('{"command":"ping"}');
  const [answer] = (await once(socket, 'message')) as [Buffer];
  expect(JSON.parse(answer.toString()).status).toBe('success');
  socket.terminate();

  // Java's client, which wishes for another protocol, and gets this one.
  const wishing = secureConnect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  const wish = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n';
  for (const head of [wish, 'Connection: close\r\n']) {
    wishing.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${ping.length}\r\n${head}\r\n${ping}`);
    let said = '';
    while (!said.endsWith('}')) said += String((await once(wishing, 'data'))[0]);
    expect(said).toMatch(/^HTTP\/1.1 200 OK[^]*"status":"success"/);
  }
  await once(wishing, 'end');
  rmSync(folder, { recursive: true });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { createApi } from '../../api/create-api';
import { Page } from '../../api/page';
import type { ApiServer } from '../../api/server';
import { silent, temporaryFolder } from '../demo';
import { makeChain } from './support/chain';

const folder = temporaryFolder();
const html = '<!doctype html><title>Page</title>';
const script = 'export const one = 1;'.repeat(20);
let api: ApiServer;
let port: number;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  for (const [name, content] of [
    ['index.html', html],
    ['assets/main-1a2b.js', script],
    ['wheel.svg', '<svg/>'],
    ['secret.pem', 'not for anybody'],
  ] as const) {
    writeFileSync(join(folder, name), content);
  }
  writeFileSync(join(folder, 'assets/main-1a2b.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'assets/main-1a2b.js.gz'), gzipSync(script));
  api = createApi({ reader: makeChain().reader, logger: silent, version: '1', page: Page.open(folder) });
  port = await api.listen(0, '127.0.0.1');
});
afterAll(() => api.close());

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** As it is sent: `fetch` would decompress it and add headers of its own. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request({ port, path, headers, method, host: '127.0.0.1' }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject).end();
  });

test('the page is at /, asked for anew each time, and nothing from elsewhere may be loaded into it', async () => {
  const { status, headers, body } = await get('/');
  expect([status, body.toString()]).toEqual([200, html]);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    vary: 'Accept-Encoding, Accept',
  });
  const policy = String(headers['content-security-policy']);
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

test('who has it already is told so', async () => {
  const { headers } = await get('/');
  const again = await get('/', { 'if-none-match': `"other", ${String(headers['etag'])}` });
  expect([again.status, again.body.length, again.headers['etag']]).toEqual([304, 0, headers['etag']]);
});

test.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
])('what is compressed at build is sent to who takes %p as %s', async (accepted, encoding, decompress) => {
  const { headers, body } = await get('/assets/main-1a2b.js', { 'accept-encoding': accepted });
  expect(headers).toMatchObject({
    'content-encoding': encoding,
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-length': String(body.length),
  });
  expect(decompress(body).toString()).toBe(script);
});

test('who takes no compression gets it as it is', async () => {
  const { headers, body } = await get('/assets/main-1a2b.js');
  expect(headers['content-encoding']).toBeUndefined();
  expect(body.toString()).toBe(script);
});

test('HEAD tells what GET would, and no more', async () => {
  const { status, headers, body } = await get('/', {}, 'HEAD');
  expect([status, headers['content-length'], body.length]).toEqual([200, String(html.length), 0]);
});

test('a browser gets the page at each of its own paths; others are told that this is no place for GET', async () => {
  const page = await get('/account/rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh?x=1', { accept: 'text/html,*/*' });
  expect([page.status, page.body.toString()]).toEqual([200, html]);
  for (const path of ['/account/r', '/secret.pem', '/../package.json', '/assets/gone.js']) {
    const { status, body } = await get(path, { accept: '*/*' });
    expect([path, status, body.toString()]).toEqual([path, 400, 'Expected a POST request']);
  }
});

test('POST to / is a call, and what is for operators stays', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{"method":"ping"}' });
  expect(await response.json()).toMatchObject({ result: { status: 'success' } });
  expect((await get('/health')).body.toString()).toBe('yes');
  expect((await get('/openapi.json', { accept: 'text/html' })).headers['content-type']).toBe('application/json');
});

test('an installation without the page says what is missing', () => {
  expect(() => Page.open(join(folder, 'assets'))).toThrow(/holds no index.html: the page was not built/);
});

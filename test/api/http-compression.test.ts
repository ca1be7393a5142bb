import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress } from '@mongodb-js/zstd';
import { makeChain } from './support/chain';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader)));
afterAll(() => api.close());

const large = JSON.stringify({ method: 'x'.repeat(3000) }); // an error echoes it
const small = '{"method":"ping"}';

/** The answer as it comes over the wire. */
function ask(body: string, accepted?: string): Promise<{ coding: string | undefined; data: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = accepted === undefined ? {} : { 'Accept-Encoding': accepted };
    const asked = request(api.http, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const coding = response.headers['content-encoding'];
        resolve({ coding, data: Buffer.concat(chunks) });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const expand: Record<string, (data: Buffer) => Buffer | Promise<Buffer>> = {
  zstd: decompress,
  br: brotliDecompressSync,
  gzip: gunzipSync,
};

it.each(['zstd', 'br', 'gzip'])('%s: the same answer, shorter', async (coding) => {
  const [plain, packed] = [await ask(large), await ask(large, coding)];
  expect(plain.coding).toBeUndefined();
  expect(packed.coding).toBe(coding);
  expect(packed.data.length).toBeLessThan(plain.data.length / 4);
  expect((await expand[coding]!(packed.data)).equals(plain.data)).toBe(true);
});

it.each([
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br, zstd', 'zstd'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['zstd;q=0, GZIP', 'gzip'],
  ['gzip;q=0', undefined],
  ['deflate', undefined],
  ['identity', undefined],
  ['gzip;q=much', undefined],
])('of %s takes %s', async (accepted, coding) => {
  expect((await ask(large, accepted)).coding).toBe(coding);
});

it('sends what fits into one packet as it is', async () => {
  const { coding, data } = await ask(small, 'gzip, br, zstd');
  expect(coding).toBeUndefined();
  expect(JSON.parse(data.toString())).toMatchObject({ result: { status: 'success' } });
});

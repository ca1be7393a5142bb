import { once } from 'node:events';
import { connect } from 'node:net';
import { alice, makeChain } from './support/chain';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader)));
afterAll(() => api.close());

const post = (body: string, more = ''): string =>
  `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;

/** The bodies of all answers on one connection, cut by what their headers say. */
async function bodies(sent: string): Promise<string[]> {
  const socket = connect(api.port, '127.0.0.1', () => socket.write(sent));
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'end');
  let rest = Buffer.concat(chunks);
  const found: string[] = [];
  while (rest.length > 0) {
    const start = rest.indexOf('\r\n\r\n') + 4;
    const length = Number(/content-length: (\d+)/i.exec(rest.toString('latin1', 0, start))![1]);
    found.push(rest.toString('utf8', start, start + length));
    rest = rest.subarray(start + length);
  }
  return found;
}

it('answers requests sent one behind the other whole and in order, also beyond ASCII', async () => {
  const calls = [
    { method: 'account_info', params: [{ account: alice }] },
    { method: 'ping', params: [{}] },
    { method: 'grüße', params: [{}] }, // an error echoes it
    { method: 'random', params: [{}] },
  ].map((call) => JSON.stringify(call));
  const sent = calls.map((call, i) => post(call, i === calls.length - 1 ? 'Connection: close\r\n' : '')).join('');
  const answers = (await bodies(sent)).map((body) => (JSON.parse(body) as { result: Record<string, unknown> }).result);
  expect(answers.length).toBe(4);
  expect(answers[0]).toMatchObject({ account_data: { Account: alice } });
  expect(answers[1]).toMatchObject({ status: 'success' });
  expect(answers[2]).toMatchObject({ error: 'unknownCmd', request: { method: 'grüße' } });
  expect(answers[3]).toHaveProperty('random');
});

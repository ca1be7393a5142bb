import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

/* eslint-disable @typescript-eslint/no-explicit-any */

const password = 'open sesame';
const hash = createHash('sha256').update(password).digest('hex');

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader, {}, undefined, [], undefined, password)));
afterAll(() => api.close());

const overHttp = async (authorization?: string): Promise<any> => {
  const { text } = await api.post('{"method":"server_info"}', authorization ? { headers: { authorization } } : {});
  return JSON.parse(text).result.info;
};

const overWebSocket = async (authorization?: string): Promise<any> => {
  const socket = new WebSocket(api.ws, authorization ? { headers: { authorization } } : {});
  await once(socket, 'open');
  socket.send('{"command":"server_info"}');
  const [data] = (await once(socket, 'message')) as [Buffer];
  socket.close();
  return JSON.parse(data.toString()).result.info;
};

describe.each([
  ['HTTP', overHttp],
  ['WebSocket', overWebSocket],
])('over %s', (_, ask) => {
  it.each([`Password ${hash}`, `Password ${hash.toUpperCase()}`])('%s is the operator', async (authorization) => {
    expect(await ask(authorization)).toHaveProperty('counters');
  });

  it.each([undefined, '', 'Password', `Password ${password}`, `Password ${hash}0`, `Basic ${hash}`])(
    '%s is not',
    async (authorization) => {
      expect(await ask(authorization)).not.toHaveProperty('counters');
    },
  );
});

it('without a password nobody has it', async () => {
  const other = await runApi(makeChain().reader);
  try {
    const empty = createHash('sha256').update('').digest('hex');
    const headers = { authorization: `Password ${empty}` };
    expect((await other.post('{"method":"server_info"}', { headers })).text).not.toContain('counters');
  } finally {
    await other.close();
  }
});

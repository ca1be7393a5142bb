import { connect } from 'node:net';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { makeChain } from './support/chain';
import { runApi } from './support/running-api';
import { createApi } from '../../api/create-api';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

it('says what to do when the port is taken', async () => {
  const { reader } = makeChain();
  const api = await runApi(reader);
  const second = createApi({ reader, logger: silent, version: '0' });
  const problem = `127.0.0.1:${api.port}: something else does. Stop it, or choose another port`;
  await expect(second.listen(api.port, '127.0.0.1')).rejects.toThrow(problem);
  await api.close();
});

it('refuses long bodies with status 413, announced or not', async () => {
  const api = await runApi(makeChain().reader, { maxBody: 1000 });
  const body = `{"method":"ping","x":"${'x'.repeat(2000)}"}`;
  expect(await api.post(body)).toMatchObject({ status: 413 });
  const stream = new Blob([body]).stream();
  const chunked = await fetch(api.http, { method: 'POST', body: stream, duplex: 'half' });
  expect(chunked.status).toBe(413);
  expect(await api.post('{"method":"ping"}')).toMatchObject({ status: 200 });
  await api.close();
});

it('closes a connection that sends too long a message', async () => {
  const api = await runApi(makeChain().reader, { maxMessage: 1000 });
  const socket = new WebSocket(api.ws);
  await once(socket, 'open');
  socket.send('x'.repeat(2000));
  const [code] = await once(socket, 'close');
  expect(code).toBe(1009);
  await api.close();
});

it('survives clients that go away in the middle of a request', async () => {
  const api = await runApi(makeChain().reader);
  const socket = connect(api.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"method"');
  socket.destroy();
  expect(await api.post('{"method":"ping"}')).toMatchObject({ status: 200 });
  expect(api.logged).toEqual([]);
  await api.close();
});

it('answers many requests of one connection, each with its id', async () => {
  const api = await runApi(makeChain().reader);
  const socket = new WebSocket(api.ws);
  await once(socket, 'open');
  const wanted = Array.from({ length: 500 }, (_, id) => id);
  const answered: number[] = [];
  const all = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (answered.push(JSON.parse(data.toString()).id) === wanted.length) resolve();
    });
  });
  for (const id of wanted) socket.send(JSON.stringify({ id, command: 'ledger', transactions: true, expand: true }));
  await all;
  expect(answered.sort((a, b) => a - b)).toEqual(wanted);
  socket.close();
  await api.close();
});

it('finishes what it has begun before it closes', async () => {
  const { reader } = makeChain();
  let release = (): void => undefined;
  const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
  let asked = 0;
  const bothAsked = new Promise<void>((resolve) => {
    reader.transactionById = () => {
      if ((asked += 1) === 2) resolve();
      return held;
    };
  });
  const api = await runApi(reader);
  const transaction = 'A'.repeat(64);
  const overHttp = api.call('tx', { transaction });
  const socket = new WebSocket(api.ws);
  await once(socket, 'open');
  const overWebSocket = once(socket, 'message');
  socket.send(JSON.stringify({ command: 'tx', transaction }));
  await bothAsked;
  const closed = api.close();
  const gone = once(socket, 'close');
  release();
  expect(await overHttp).toMatchObject({ error: 'txnNotFound' });
  expect(JSON.parse(String((await overWebSocket)[0]))).toMatchObject({ error: 'txnNotFound' });
  expect((await gone)[0]).toBe(1001);
  await closed;
  await expect(api.post('{"method":"ping"}')).rejects.toThrow();
});

it('does not wait for ever for a client that does not go', async () => {
  const api = await runApi(makeChain().reader, { drainTime: 50 });
  const socket = connect(api.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"method"');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await api.close();
  socket.destroy();
});

it('tells whether it answers and whether it is to be asked', async () => {
  const { reader } = makeChain();
  let away = false;
  const visibleRange = () => (away ? Promise.reject(new Error('the tables are away')) : reader.visibleRange());
  const api = await runApi(Object.create(reader, { visibleRange: { value: visibleRange } }));
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${api.port}${path}`)).status;
  expect([await status('/health'), await status('/ready')]).toEqual([200, 200]);
  away = true;
  expect([await status('/health'), await status('/ready')]).toEqual([200, 503]);
  away = false;
  expect(await status('/ready')).toBe(200);
  await api.close();
});

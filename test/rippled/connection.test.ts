import { Socket } from 'node:net';
import { Connection } from '../../rippled/connection';
import { RippledDouble } from './double';

let double: RippledDouble;
let connection: Connection;

beforeEach(async () => {
  double = await RippledDouble.start((request) => ({ result: { echo: request['n'] }, status: 'success' }));
  connection = await Connection.open(double.url, { connectTimeout: 5000 });
});

afterEach(async () => {
  connection.close();
  await double.stop();
});

it('matches answers to requests, though they come in another order', async () => {
  double.behaviour = { delay: 50 };
  const slow = connection.request({ command: 'x', n: 1 }, 5000);
  while (double.requests.length < 1) await new Promise((wait) => setImmediate(wait));
  double.behaviour = 'answer';
  const order: number[] = [];
  await Promise.all([
    slow.then((answer) => order.push((answer['result'] as { echo: number }).echo)),
    connection.request({ command: 'x', n: 2 }, 5000).then((a) => order.push((a['result'] as { echo: number }).echo)),
  ]);
  expect(order).toEqual([2, 1]);
});

it('gives up on an answer at the deadline, and goes on', async () => {
  double.behaviour = 'hang';
  await expect(connection.request({ command: 'fee' }, 20)).rejects.toMatchObject({
    failure: 'timeout',
    message: `${double.url} did not answer fee within 20 ms`,
  });
  double.behaviour = 'answer';
  expect(await connection.request({ command: 'x', n: 3 }, 5000)).toMatchObject({ result: { echo: 3 } });
  expect(connection.pending).toBe(0);
});

it('fails everything in progress when the connection drops, and everything after', async () => {
  double.behaviour = 'drop';
  const both = [connection.request({ command: 'a' }, 5000), connection.request({ command: 'b' }, 5000)];
  for (const { reason } of (await Promise.allSettled(both)) as PromiseRejectedResult[]) {
    expect(reason).toMatchObject({ failure: 'lost' });
  }
  await expect(connection.request({ command: 'c' }, 5000)).rejects.toMatchObject({ failure: 'lost' });
  expect(connection.open).toBe(false);
});

it('does not trust a connection that sent something unreadable', async () => {
  double.behaviour = 'garbage';
  await expect(connection.request({ command: 'a' }, 5000)).rejects.toMatchObject({ failure: 'unreadable' });
  expect(connection.open).toBe(false);
});

it('has for an answer what the node could not read and sends back', async () => {
  double.behaviour = 'unread';
  const request = { command: 'x', n: 2 ** 40 };
  expect(await connection.request(request, 5000)).toEqual({
    id: 1,
    error: 'jsonInvalid',
    request: { ...request, id: 1 },
    status: 'error',
    type: 'response',
  });
  double.say({ type: 'error', error: 'jsonInvalid', value: 'null' });
  double.say({ type: 'error', error: 'jsonInvalid', value: '{' });
  double.behaviour = 'answer';
  expect(await connection.request({ command: 'x', n: 1 }, 5000)).toMatchObject({ result: { echo: 1 } });
});

it('has TCP ask whether a silent node is still there', async () => {
  const asked = jest.spyOn(Socket.prototype, 'setKeepAlive');
  (await Connection.open(double.url, { connectTimeout: 5000 })).close();
  expect(asked).toHaveBeenCalledWith(true, 30_000);
  asked.mockRestore();
});

it('says that a node is unreachable', async () => {
  const { url } = double;
  await double.stop();
  await expect(Connection.open(url, { connectTimeout: 5000 })).rejects.toMatchObject({ failure: 'unreachable' });
  double = await RippledDouble.start();
});

import { StoreUnavailable } from '../../store/port';
import { makeChain } from './support/chain';
import { MemoryReader } from './support/memory-reader';
import { runApi } from './support/running-api';

const ids = (warnings: { id: number }[]): number[] => warnings.map(({ id }) => id);

it('is not ready while the tables are empty', async () => {
  const api = await runApi(new MemoryReader());
  const over = await api.send('{"id":1,"command":"ping"}');
  expect(over).toMatchObject({ error: 'notReady', error_code: 13, id: 1, status: 'error' });
  expect(await api.call('ping')).toMatchObject({ error: 'notReady' });
  await api.close();
});

it('is too busy when the store is not available, and says so in the log', async () => {
  const { reader } = makeChain();
  reader.transactionById = () => Promise.reject(new StoreUnavailable('no answer'));
  const api = await runApi(reader);
  expect(await api.call('tx', { transaction: 'A'.repeat(64) })).toMatchObject({ error: 'tooBusy', error_code: 9 });
  expect(api.logged).toMatchObject([{ level: 'warn', fields: { method: 'tx' } }]);
  await api.close();
});

it('is too busy even where the store fails before the method begins', async () => {
  const { reader } = makeChain();
  reader.visibleRange = () => Promise.reject(new StoreUnavailable('no answer'));
  const api = await runApi(reader);
  expect(await api.call('ping')).toMatchObject({ error: 'tooBusy' });
  await api.close();
});

it('answers internal and logs the method when something unexpected happens, and goes on', async () => {
  const { reader } = makeChain();
  reader.transactionById = () => Promise.reject(new TypeError('a bug'));
  const api = await runApi(reader);
  const request = { transaction: 'A'.repeat(64), id: 7 };
  expect(await api.call('tx', request)).toMatchObject({ error: 'internal', error_code: 73 });
  const over = await api.send(JSON.stringify({ ...request, command: 'tx' }));
  expect(over).toMatchObject({ error: 'internal', id: 7, request: { ...request, command: 'tx' } });
  expect(api.logged).toMatchObject([
    { level: 'error', fields: { method: 'tx', transport: 'http' } },
    { level: 'error', fields: { method: 'tx', transport: 'websocket', err: { message: 'a bug' } } },
  ]);
  expect(await api.call('ping')).toEqual({ status: 'success' });
  await api.close();
});

it('answers internal when a result cannot be printed', async () => {
  const chain = makeChain();
  chain.reader.transactionById = () => Promise.resolve({ ...chain.payment, metadata: Buffer.from('ff', 'hex') });
  const api = await runApi(chain.reader);
  expect(await api.call('tx', { transaction: 'A'.repeat(64) })).toMatchObject({ error: 'internal' });
  await api.close();
});

it('knows methods by their exact names alone', async () => {
  const api = await runApi(makeChain().reader);
  for (const method of ['nonsense', 'PING', ' ping', 'constructor', '__proto__', 'toString']) {
    expect(await api.call(method)).toMatchObject({ error: 'unknownCmd', error_code: 32 });
  }
  await api.close();
});

it('can reach no rippled for what only rippled knows', async () => {
  const api = await runApi(makeChain().reader);
  const unreachable = { error: 'connectionError', error_code: 7000 };
  expect(await api.call('ledger', { ledger_index: 'current' })).toMatchObject(unreachable);
  expect(await api.call('ledger', { ledger_index: 'closed' })).toMatchObject(unreachable);
  expect(await api.call('ledger', { queue: true })).toMatchObject(unreachable);
  expect(await api.call('fee')).toMatchObject(unreachable);
  expect(await api.call('ledger_range', { ledger_index: 'current' })).toMatchObject({ status: 'success' });
  await api.close();
});

it('warns that it serves validated ledgers, and when the newest is old', async () => {
  const chain = makeChain();
  const api = await runApi(chain.reader);
  const ping = async () => ids(JSON.parse((await api.post('{"method":"ping"}')).text).warnings);
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2024-11-01T00:01:29Z'));
  expect(await ping()).toEqual([2001]);
  now.mockReturnValue(Date.parse('2024-11-01T00:01:30Z'));
  expect(await ping()).toEqual([2001, 2002]);
  now.mockRestore();
  await api.close();
});

it('follows the newest ledger', async () => {
  const { reader } = makeChain();
  reader.range = { first: 10, last: 11 };
  const api = await runApi(reader);
  expect(await api.call('ledger')).toMatchObject({ ledger_index: 11 });
  reader.range = { first: 10, last: 12 };
  expect(await api.call('ledger', { ledger_index: 'validated' })).toMatchObject({ ledger_index: 12 });
  await api.close();
});

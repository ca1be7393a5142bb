import { forward } from '../../api/forwarding';
import { methods } from '../../api/registry';
import { Node } from '../../rippled/node';
import { Nodes } from '../../rippled/nodes';
import { RippledDouble } from '../rippled/double';
import { reaches } from '../rippled/waiting';
import { makeChain } from './support/chain';
import { runApi, type RunningApi } from './support/running-api';

let rippled: RippledDouble;
let nodes: Nodes;
let api: RunningApi;

beforeEach(async () => {
  rippled = await RippledDouble.start((request) =>
    request['command'] === 'submit'
      ? { error: 'invalidTransaction', request, status: 'error' }
      : { result: { drops: { base_fee: '10' } }, status: 'success', warnings: [{ id: 1002, message: 'blocked' }] },
  );
  const node = new Node({ url: rippled.url });
  nodes = new Nodes([node]);
  nodes.start();
  await reaches(node, 'following');
  api = await runApi(makeChain().reader, {}, nodes);
});

afterEach(async () => {
  await api.close();
  nodes.stop();
  await rippled.stop();
});

it('passes an answer through, marked, with the id of the client and the warnings of both', async () => {
  const answer = await api.send('{"id":"mine","command":"fee"}');
  expect(answer).toMatchObject({
    id: 'mine',
    result: { drops: { base_fee: '10' } },
    status: 'success',
    forwarded: true,
  });
  expect(answer.warnings.map(({ id }: { id: number }) => id)).toEqual([1002, 2001, 2002]);
});

it('has the status inside the result over HTTP', async () => {
  const { status, text } = await api.post('{"method":"fee"}');
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    result: { drops: { base_fee: '10' }, status: 'success' },
    forwarded: true,
  });
});

it('echoes the request of an error as the client sent it', async () => {
  const request = { id: [1], command: 'submit', tx_blob: 'AA' };
  expect(await api.send(JSON.stringify(request))).toMatchObject({ id: [1], error: 'invalidTransaction', request });
  const over = await api.call('submit', { tx_blob: 'AA' });
  expect(over.request).toEqual({ command: 'submit', tx_blob: 'AA' });
});

it('sends on what names the open or the closed ledger, and nothing else', async () => {
  await api.call('account_info', { ledger_index: 'current', account: 'x' });
  await api.call('tx', { ledger_index: 'closed' });
  await api.call('ledger', { queue: true, ledger_index: 11 });
  await api.call('ledger', { ledger_index: 'validated' });
  await api.call('ledger_range', { ledger_index: 'current' });
  // What only this API understands a node would leave out of account.
  await api.call('account_tx', { ledger_index: 'current', account: 'x', direction: 'sent' });
  await api.call('sign');
  expect(rippled.requests.map(({ command }) => command)).toEqual(['account_info', 'tx', 'ledger']);
});

it("doesn't lend its standing with the node to a client", async () => {
  const open = { ledger_index: 'current' };
  for (const only of ['full', 'accounts']) {
    for (const yes of [true, 1, 'no', [0]]) {
      const answer = await api.call('ledger', { ...open, [only]: yes });
      expect(answer).toMatchObject({ error: 'noPermission', error_code: 6 });
    }
  }
  expect(await api.call('feature', { ...open, feature: 'AMM', vetoed: false })).toMatchObject({
    error: 'noPermission',
  });
  for (const method of ['stop', 'peers', 'wallet_propose']) {
    expect(await api.call(method, open)).toMatchObject({ error: 'unknownCmd' });
    expect(await api.call(method, { ledger_index: 'closed', force_forward: true })).toMatchObject({
      error: 'unknownCmd',
    });
  }
  // Whatever else is asked of a node, as long as nothing is known here.
  const stop = { transport: 'http', method: 'stop', params: {}, apiVersion: 1, clientAddress: '192.0.2.1' } as const;
  await expect(forward(nodes, stop, false)).rejects.toMatchObject({ error: 'noPermission' });
  expect(rippled.requests).toEqual([]);
});

it('sends on the open and the closed ledger of whatever a node knows, and nothing that it does not', async () => {
  for (const ledger_index of ['current', 'closed']) {
    for (const method of methods.keys()) await api.call(method, { ledger_index });
  }
  const here = [...methods].filter(([, { neverForwarded }]) => !neverForwarded).map(([name]) => name);
  expect(rippled.requests.map(({ command }) => command)).toEqual([...here, ...here]);
});

it('knows the open ledger by the old member, too, in the way of rippled', async () => {
  const own = await runApi(makeChain().reader, {}, nodes, [], 'rippled');
  for (const ledger of ['current', 'closed', 'validated']) await own.call('ledger', { ledger });
  expect(rippled.requests.map(({ ledger }) => ledger)).toEqual(['current', 'closed']);
  await own.close();
});

it('says at once what a node can not read, and thinks no less of the node', async () => {
  rippled.behaviour = 'unread';
  const request = { id: 'mine', command: 'submit', tx_json: { Sequence: 2 ** 40 } };
  const answer = await api.send(JSON.stringify(request));
  expect(answer).toMatchObject({ id: 'mine', status: 'error', error: 'jsonInvalid', forwarded: true });
  expect(answer.request).toEqual(request);
  expect(await api.call('fee')).toMatchObject({ status: 'error', error: 'jsonInvalid' });
  expect(nodes.byHealth()[0]!.health).toBe(1);
});

it.each([
  ['drop', 'requestError', 7001],
  ['garbage', 'invalidResponse', 7003],
] as const)('says what happened when the node does: %s (C#1186, C#1480, C#1516)', async (behaviour, error, code) => {
  rippled.behaviour = behaviour;
  expect(await api.call('fee')).toMatchObject({ error, error_code: code });
  expect(api.logged).toMatchObject([{ level: 'warn', fields: { method: 'fee', err: { name: 'NodeError' } } }]);
});

it('says that the node is not there (C#1186)', async () => {
  await rippled.stop();
  expect(await api.call('fee')).toMatchObject({ error: 'connectionError', error_code: 7000 });
  rippled = await RippledDouble.start();
});

it('asks anew for every request: no answer is kept for another one of the same method (C#3113)', async () => {
  for (const tx_blob of ['AA', 'BB', 'AA']) {
    expect(await api.call('submit', { tx_blob })).toMatchObject({ request: { tx_blob } });
  }
  await api.call('fee');
  await api.call('fee', { api_version: 2 });
  expect(rippled.requests.map(({ command, tx_blob, api_version }) => [command, tx_blob ?? api_version])).toEqual([
    ['submit', 'AA'],
    ['submit', 'BB'],
    ['submit', 'AA'],
    ['fee', undefined],
    ['fee', 2],
  ]);
});

it('tells rippled the address of the client', async () => {
  await api.call('fee');
  expect(rippled.handshakes.at(-1)).toMatchObject({ forwarded: 'for=127.0.0.1' });
});

it('forwards whatever the operator wants forwarded, and nothing more for anyone else', async () => {
  await api.call('ledger', { force_forward: true });
  expect(rippled.requests).toEqual([]);
  const own = await runApi(makeChain().reader, {}, nodes, ['127.0.0.1']);
  expect(await own.call('ledger', { force_forward: true })).toMatchObject({ drops: { base_fee: '10' } });
  for (const method of ['ledger_range', 'version', 'peers']) await own.call(method, { force_forward: true });
  expect(rippled.requests.map(({ command }) => command)).toEqual(['ledger', 'peers']);
  await own.close();
});

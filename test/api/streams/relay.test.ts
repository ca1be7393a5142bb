import { once } from 'node:events';
import { Node } from '../../../rippled/node';
import { Nodes } from '../../../rippled/nodes';
import { RippledDouble } from '../../rippled/double';
import { reaches } from '../../rippled/waiting';
import { alice, bob, makeChain } from '../support/chain';
import { Listener } from '../support/listener';
import { runApi, type RunningApi } from '../support/running-api';

let doubles: RippledDouble[];
let members: Node[];
let nodes: Nodes;
let api: RunningApi;
const listeners: Listener[] = [];

beforeEach(async () => {
  doubles = [await RippledDouble.start(), await RippledDouble.start()];
  members = doubles.map(({ url }) => new Node({ url, backoff: () => 5 }));
  nodes = new Nodes(members);
  members[0]!.start();
  await reaches(members[0]!, 'following');
  nodes.start();
  await reaches(members[1]!, 'following');
  api = await runApi(makeChain().reader, {}, nodes);
});

afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.end();
  await api.close();
  nodes.stop();
  for (const double of doubles) await double.stop();
});

async function listen(request: object): Promise<Listener> {
  const listener = await Listener.connect(api.ws);
  listeners.push(listener);
  expect(await listener.ask({ command: 'subscribe', ...request })).toMatchObject({ status: 'success' });
  return listener;
}

/** The double is asked over a socket of its own: nothing here is told when it has understood. */
async function follows(double: RippledDouble, streams: string[]): Promise<void> {
  while (double.followed.sort().join() !== streams.join()) await new Promise((wait) => setTimeout(wait, 2));
}

const proposed = (hash: string, fields: object = {}) => ({
  type: 'transaction',
  status: 'proposed',
  validated: false,
  engine_result: 'tesSUCCESS',
  ledger_current_index: 14,
  transaction: { TransactionType: 'Payment', Account: alice, Amount: '5', DeliverMax: '5', hash, ...fields },
});
const validation = (signature: string) => ({ type: 'validationReceived', ledger_index: '14', signature });
const hashes = ({ messages }: Listener): string[] => messages.map(({ hash, transaction }) => hash ?? transaction.hash);

it('subscribes once for all clients, and unsubscribes when the last has left', async () => {
  const clients = [await listen({ streams: ['validations'] }), await listen({ streams: ['validations', 'manifests'] })];
  await follows(doubles[0]!, ['manifests', 'validations']);
  doubles[0]!.publish(validation('A'), 'validations');
  for (const client of clients) await client.until(({ messages }) => messages.length === 1);
  await clients[0]!.ask({ command: 'unsubscribe', streams: ['validations'] });
  await clients[1]!.ask({ command: 'unsubscribe', streams: ['manifests'] });
  await follows(doubles[0]!, ['validations']);
  await clients[1]!.end();
  await follows(doubles[0]!, []);
  expect(doubles[1]!.followed).toEqual([]);
});

it('passes on validations, manifests and consensus phases as they come, in the shape of the API version (C#3010)', async () => {
  const request = { streams: ['validations', 'manifests', 'consensus'] };
  const [first, second] = [await listen(request), await listen({ ...request, api_version: 2 })];
  await follows(doubles[0]!, ['consensus', 'manifests', 'validations']);
  const manifest = { type: 'manifestReceived', master_key: 'nH', seq: 1 };
  const phase = { type: 'consensusPhase', consensus: 'establish' };
  doubles[0]!.publish(validation('A'), 'validations');
  doubles[0]!.publish(manifest, 'manifests');
  doubles[0]!.publish(phase, 'consensus');
  for (const client of [first, second]) await client.until(({ messages }) => messages.length === 3);
  expect(first.messages).toEqual([validation('A'), manifest, phase]);
  expect(second.messages).toEqual([{ ...validation('A'), ledger_index: 14 }, manifest, phase]);
});

it('tells proposed transactions to all, to those of an account, and to one that wants both twice', async () => {
  const all = await listen({ streams: ['transactions_proposed'] });
  const ofBob = await listen({ accounts_proposed: [bob], api_version: 2 });
  const both = await listen({ streams: ['transactions_proposed'], accounts_proposed: [alice, bob] });
  await follows(doubles[0]!, ['transactions_proposed']);
  doubles[0]!.publish(proposed('1'), 'transactions_proposed');
  doubles[0]!.publish(proposed('2', { Destination: bob }), 'transactions_proposed');
  doubles[0]!.publish(proposed('3', { SendMax: { issuer: bob } }), 'transactions_proposed');
  doubles[0]!.publish({ ...proposed('4'), validated: true, status: 'closed' }, 'transactions_proposed');
  doubles[0]!.publish(proposed('5'), 'transactions_proposed');
  for (const client of [all, both]) await client.until((it) => hashes(it).includes('5'));
  await ofBob.settled();
  expect(hashes(all)).toEqual(['1', '2', '3', '5']);
  expect(hashes(ofBob)).toEqual(['2', '3']);
  await both.settled();
  expect(hashes(both)).toEqual(['1', '1', '2', '2', '3', '3', '5', '5']);
  expect(all.messages[0]).toEqual(proposed('1'));
  const { tx_json, ...rest } = ofBob.messages[0];
  expect(tx_json).toEqual({ TransactionType: 'Payment', Account: alice, DeliverMax: '5', Destination: bob });
  expect(rest).toMatchObject({ hash: '2', status: 'proposed' });
  expect(rest).not.toHaveProperty('transaction');
});

it('goes on after a message that is none', async () => {
  const client = await listen({ streams: ['transactions_proposed'], api_version: 2 });
  await follows(doubles[0]!, ['transactions_proposed']);
  doubles[0]!.publish({ type: 'transaction', status: 'proposed' }, 'transactions_proposed');
  doubles[0]!.publish(proposed('1'), 'transactions_proposed');
  await client.until(({ messages }) => messages.length === 1);
  expect(hashes(client)).toEqual(['1']);
  expect(api.logged.map(({ level, fields }) => [level, fields.type])).toContainEqual(['warn', 'transaction']);
});

it('moves to another node when one goes away, and back, without telling anything twice (C#1134, C#1415)', async () => {
  const client = await listen({ streams: ['transactions_proposed', 'validations'] });
  const streams = ['transactions_proposed', 'validations'];
  await follows(doubles[0]!, streams);
  doubles[0]!.publish(proposed('1'), streams[0]);
  doubles[0]!.publish(validation('A'), streams[1]);
  await client.until(({ messages }) => messages.length === 2);
  doubles[0]!.dropAll();
  await follows(doubles[1]!, streams);
  // The other node hears the same a little later, and what is new.
  for (const hash of ['1', '2']) doubles[1]!.publish(proposed(hash), streams[0]);
  for (const signature of ['A', 'B']) doubles[1]!.publish(validation(signature), streams[1]);
  await client.until(({ messages }) => messages.length === 4);
  await reaches(members[0]!, 'following');
  doubles[1]!.dropAll();
  await follows(doubles[0]!, streams);
  for (const hash of ['1', '2', '3']) doubles[0]!.publish(proposed(hash), streams[0]);
  await client.until((it) => it.messages.some(({ transaction }) => transaction?.hash === '3'));
  await client.settled();
  const heard = client.messages.map(({ transaction, signature }) => transaction?.hash ?? signature);
  expect(heard).toEqual(['1', 'A', '2', 'B', '3']);
  // What a node says again by itself is passed on: rippled may propose a transaction anew.
  doubles[0]!.publish(proposed('3'), streams[0]);
  await client.until(({ messages }) => messages.length === 6);
});

it('answers what the node says about its state, then each change, and says when no node is there', async () => {
  const status = { load_base: 256, load_factor: 256, server_status: 'full' };
  doubles[0]!.introduction = { hostid: 'GINA', pubkey_node: 'n9', random: 'AA', ...status };
  doubles[1]!.introduction = { hostid: 'CASH', pubkey_node: 'n8', random: 'BB', ...status, load_factor: 512 };
  const client = await Listener.connect(api.ws);
  listeners.push(client);
  const answer = await client.ask({ command: 'subscribe', streams: ['server'] });
  expect(answer.result).toEqual(doubles[0]!.introduction);
  await follows(doubles[0]!, ['server']);
  const loaded = { type: 'serverStatus', load_base: 256, load_factor: 300, server_status: 'full' };
  doubles[0]!.publish(loaded, 'server');
  await client.until(({ messages }) => messages.length === 1);
  doubles[0]!.dropAll();
  await client.until(({ messages }) => messages.length === 2);
  expect(client.messages).toEqual([loaded, { type: 'serverStatus', ...status, load_factor: 512 }]);
  const gone = Promise.all(members.map((node) => once(node, 'state')));
  for (const double of doubles) {
    double.behaviour = 'drop';
    double.dropAll();
  }
  await gone;
  await client.until(({ messages }) => messages.some(({ server_status }) => server_status === 'disconnected'));
  for (const streams of [['server'], ['validations'], ['consensus']]) {
    expect(await client.ask({ command: 'subscribe', streams })).toMatchObject({ error: 'connectionError' });
  }
  // These have validated transactions to tell, whether or not a node is there.
  expect(await client.ask({ command: 'subscribe', streams: ['transactions_proposed'] })).toMatchObject({ result: {} });
});

it('leaves a node that lags for one that follows', async () => {
  const closing = setInterval(() => doubles[1]!.closeLedger(14), 20);
  const [slow, lively] = doubles.map(({ url }) => new Node({ url, lagAfter: 500 }));
  const pair = new Nodes([slow!, lively!]);
  slow!.start();
  await reaches(slow!, 'following');
  pair.streams.want('validations');
  await follows(doubles[0]!, ['validations']);
  pair.start();
  await follows(doubles[1]!, ['validations']);
  expect(slow!.state).toBe('lagging');
  await follows(doubles[0]!, []);
  const heard: unknown[] = [];
  pair.streams.on('message', ({ type, signature }) => type === 'validationReceived' && heard.push(signature));
  doubles[0]!.publish(validation('A'));
  doubles[1]!.publish(validation('B'), 'validations');
  while (heard.length === 0) await once(pair.streams, 'message');
  clearInterval(closing);
  expect(heard).toEqual(['B']);
  pair.stop();
});

it.each(['peer_status', 'nonsense'])('refuses %s', async (name) => {
  const client = await Listener.connect(api.ws);
  listeners.push(client);
  const error = name === 'nonsense' ? 'malformedStream' : 'notSupported';
  expect(await client.ask({ command: 'subscribe', streams: [name] })).toMatchObject({ error });
});

import { Node } from '../../../rippled/node';
import { Nodes } from '../../../rippled/nodes';
import { RippledDouble, type Answer } from '../../rippled/double';
import { reaches } from '../../rippled/waiting';
import { alice, bob, makeChain } from '../support/chain';
import { Listener } from '../support/listener';
import { runApi, type RunningApi } from '../support/running-api';

const search = { command: 'path_find', subcommand: 'create', source_account: alice, destination_account: bob };

/** Searches as rippled has them: one for each connection. */
const searching =
  (name: string): Answer =>
  ({ subcommand, id, ...request }) => {
    if (subcommand === 'create' && !request['source_account']) {
      return { error: 'srcActMissing', error_code: 66, status: 'error', request: { ...request, subcommand, id } };
    }
    return { result: { alternatives: [], by: name, full_reply: false, id }, status: 'success' };
  };

let doubles: RippledDouble[];
let nodes: Nodes;
let api: RunningApi;
let client: Listener;

beforeEach(async () => {
  doubles = [await RippledDouble.start(searching('first')), await RippledDouble.start(searching('second'))];
  const members = doubles.map(({ url }) => new Node({ url }));
  nodes = new Nodes(members);
  nodes.start();
  await Promise.all(members.map((node) => reaches(node, 'following')));
  api = await runApi(makeChain().reader, {}, nodes);
  client = await Listener.connect(api.ws);
});

afterEach(async () => {
  await client.end();
  await api.close();
  nodes.stop();
  for (const double of doubles) await double.stop();
});

/** Connections beside the one on which the node is followed. */
async function searches(count: number): Promise<void> {
  while (doubles[0]!.connections !== 1 + count) await new Promise((wait) => setTimeout(wait, 2));
}

/** What a node says about the search that it was asked for last. */
const better = (full_reply: boolean) => ({ type: 'path_find', full_reply, id: doubles[0]!.requests.at(-1)!['id'] });

it('passes answer and messages on with the id of the client, over a connection of its own', async () => {
  const other = await Listener.connect(api.ws);
  const answer = await client.ask({ id: 'mine', ...search });
  expect(answer).toMatchObject({ id: 'mine', forwarded: true, status: 'success', result: { id: 'mine', by: 'first' } });
  await other.ask({ id: 'theirs', ...search });
  await searches(2);
  doubles[0]!.say(better(true));
  for (const each of [client, other]) await each.until(({ messages }) => messages.length === 1);
  expect(client.messages).toEqual([{ type: 'path_find', full_reply: true, id: 'mine' }]);
  expect(other.messages).toEqual([{ type: 'path_find', full_reply: true, id: 'theirs' }]);
  expect(doubles[0]!.handshakes.at(-1)).toMatchObject({ forwarded: 'for=127.0.0.1' });
  await other.end();
  await searches(1);
});

it('keeps the search for status, and gives up the connection with close', async () => {
  await client.ask({ id: 1, ...search });
  expect(await client.ask({ id: 2, command: 'path_find', subcommand: 'status' })).toMatchObject({ result: { id: 2 } });
  await searches(1);
  await client.ask({ id: 3, command: 'path_find', subcommand: 'close' });
  await searches(0);
  expect(doubles[0]!.requests.map(({ subcommand }) => subcommand)).toEqual(['create', 'status', 'close']);
});

it('keeps no connection for a search that the node refuses', async () => {
  const request = { id: 4, command: 'path_find', subcommand: 'create' };
  expect(await client.ask(request)).toMatchObject({ id: 4, error: 'srcActMissing', request });
  await searches(0);
});

it('goes on at another node when the first goes away', async () => {
  await client.ask({ id: 5, ...search });
  await doubles[0]!.stop();
  await client.until(({ messages }) => messages.length === 1);
  expect(client.messages[0]).toMatchObject({ type: 'path_find', id: 5, by: 'second', full_reply: false });
  doubles[1]!.say({ type: 'path_find', full_reply: true, id: 1 });
  await client.until(({ messages }) => messages.length === 2);
  expect(client.messages[1]).toEqual({ type: 'path_find', full_reply: true, id: 5 });
  doubles[0] = await RippledDouble.start();
});

it('is for WebSocket alone, and names what it is to do', async () => {
  expect(await api.call('path_find', { subcommand: 'create' })).toMatchObject({ error: 'noEvents', error_code: 7 });
  expect(await api.call('path_find', { subcommand: 5 })).toMatchObject({ error: 'invalidParams' });
  expect(await client.ask({ command: 'path_find' })).toMatchObject({ error: 'invalidParams' });
});

it('is unknown where there is no node, as at Clio', async () => {
  const alone = await runApi(makeChain().reader);
  expect(await alone.call('path_find', { subcommand: 'create' })).toMatchObject({ error: 'unknownCmd' });
  await alone.close();
});

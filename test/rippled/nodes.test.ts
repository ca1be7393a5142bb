import { Node } from '../../rippled/node';
import { Nodes } from '../../rippled/nodes';
import { RippledDouble } from './double';
import { reaches } from './waiting';

const named = (name: string) => RippledDouble.start(() => ({ result: { name }, status: 'success' }));
const options = { clientAddress: '192.0.2.1', deadline: 5000, repeatable: true };

let first: RippledDouble;
let second: RippledDouble;
let members: Node[];
let nodes: Nodes;

beforeEach(async () => {
  [first, second] = [await named('first'), await named('second')];
  members = [first, second].map(({ url }) => new Node({ url, timeout: 1000 }));
  nodes = new Nodes(members);
  nodes.start();
  await Promise.all(members.map((node) => reaches(node, 'following')));
});

afterEach(async () => {
  nodes.stop();
  await Promise.all([first.stop(), second.stop()]);
});

const ask = async (given: Partial<typeof options> = {}) =>
  ((await nodes.send({ command: 'fee' }, { ...options, ...given }))['result'] as { name: string }).name;

it('asks the first of equals, and the next when it drops the request', async () => {
  expect(await ask()).toBe('first');
  first.behaviour = 'drop';
  expect(await ask()).toBe('second');
});

it('prefers the node that answered, once the other failed', async () => {
  first.behaviour = 'garbage';
  expect(await ask()).toBe('second');
  first.behaviour = 'answer';
  expect(await ask()).toBe('second');
});

it('leaves time for the next when one hangs', async () => {
  first.behaviour = 'hang';
  expect(await ask({ deadline: 400 })).toBe('second');
});

it('sends what must not be repeated to another only if the first never got it', async () => {
  first.behaviour = 'drop';
  await expect(ask({ repeatable: false })).rejects.toMatchObject({ failure: 'lost' });
  expect(second.requests).toEqual([]);
  await first.stop();
  const healthier = members[0]!;
  for (let i = 0; i < 50; i += 1) members[1]!.record(false);
  for (let i = 0; i < 50; i += 1) healthier.record(true);
  expect(await ask({ repeatable: false })).toBe('second');
  first = await named('first');
});

it('asks over another connection after one on which a request got no answer: it may be dead', async () => {
  await ask();
  const { length } = first.handshakes;
  first.behaviour = 'hang';
  expect(await ask({ deadline: 400 })).toBe('second');
  first.behaviour = 'answer';
  members[1]!.stop();
  expect(await ask()).toBe('first');
  expect(first.handshakes.length).toBe(length + 1);
});

it('says what the last one failed with', async () => {
  first.behaviour = second.behaviour = 'hang';
  await expect(ask({ deadline: 1000 })).rejects.toMatchObject({ failure: 'timeout' });
});

it('tells rippled whose request it is, and keeps a connection for each client', async () => {
  await ask();
  await ask();
  await ask({ clientAddress: '::ffff:192.0.2.2' });
  await ask({ clientAddress: '2001:db8::1' });
  expect(first.handshakes.map((headers) => headers['forwarded'])).toEqual([
    undefined,
    'for=192.0.2.1',
    'for=192.0.2.2',
    'for="[2001:db8::1]"',
  ]);
});

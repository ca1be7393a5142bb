import type { Message } from '../../rippled/connection';
import { Node, type NodeOptions, type NodeState } from '../../rippled/node';
import { RippledDouble, type Answer } from './double';
import { reaches } from './waiting';

let double: RippledDouble;
let node: Node;
let states: NodeState[];

async function follow(options: Partial<NodeOptions> = {}): Promise<void> {
  node = new Node({ url: double.url, backoff: () => 1, ...options });
  states = [];
  node.on('state', (state) => states.push(state));
  node.start();
  await reaches(node, 'following');
}

beforeEach(async () => {
  double = await RippledDouble.start();
});

afterEach(async () => {
  node.stop();
  await double.stop();
});

it('connects, subscribes and hands on what the node says', async () => {
  await follow();
  expect(states).toEqual(['connecting', 'subscribing', 'following']);
  const message = new Promise<Message>((resolve) => node.once('message', resolve));
  double.closeLedger(7);
  expect(await message).toEqual({ type: 'ledgerClosed', ledger_index: 7 });
});

it('reconnects and subscribes again after a drop', async () => {
  await follow();
  const waiting = reaches(node, 'waiting');
  double.dropAll();
  expect(await waiting).toMatch(/closed the connection/);
  await reaches(node, 'following');
  const message = new Promise<Message>((resolve) => node.once('message', resolve));
  double.closeLedger(8);
  expect(await message).toMatchObject({ ledger_index: 8 });
});

it('tries again while the node accepts connections and then drops them', async () => {
  await follow();
  double.behaviour = 'drop';
  double.dropAll();
  while (states.filter((state) => state === 'waiting').length < 3) await reaches(node, 'connecting').then(next);
  double.behaviour = 'answer';
  await reaches(node, 'following');
});

it('lags when no ledger closes, recovers with the next, and is worth less meanwhile', async () => {
  await follow({ lagAfter: 200 });
  const healthy = node.health;
  await reaches(node, 'lagging');
  expect(node.health).toBeLessThan(healthy);
  double.closeLedger(9);
  expect(await reaches(node, 'following')).toBe('ledger 9 closed');
  expect(node.health).toBe(healthy);
});

it('reconnects when the node goes on lagging', async () => {
  await follow({ lagAfter: 10 });
  await reaches(node, 'waiting');
  expect(states.slice(2, 5)).toEqual(['following', 'lagging', 'waiting']);
});

describe('a node that closes no ledger and is asked how it is', () => {
  const info =
    (seq: number, peers: number): Answer =>
    () => ({
      result: { info: { server_state: 'full', peers, last_close: { proposers: peers }, validated_ledger: { seq } } },
      status: 'success',
    });

  async function followSilent(answer: Answer): Promise<void> {
    await double.stop();
    double = await RippledDouble.start(answer);
    await follow({ lagAfter: 20 });
    double.closeLedger(7);
  }

  /** Resolves once it has been asked so many times. */
  async function asked(times: number): Promise<void> {
    while (double.requests.length < times) await next();
  }

  it('goes on following in standalone mode', async () => {
    await followSilent(info(7, 0));
    await asked(5);
    expect(states).toEqual(['connecting', 'subscribing', 'following']);
  });

  it('lags in a network, but is not reconnected while it answers', async () => {
    await followSilent(info(7, 5));
    await asked(4);
    expect(states).toEqual(['connecting', 'subscribing', 'following', 'lagging']);
  });

  it.each([{ info: 'well' }, { info: { warnings: [null] } }, { info: 0 }, { info: null }])(
    'is reconnected when it says nonsense of itself: %j',
    async (result) => {
      await followSilent(() => ({ result, status: 'success' }));
      await reaches(node, 'waiting');
      expect(states.slice(3, 5)).toEqual(['lagging', 'waiting']);
    },
  );

  it('is reconnected when it has closed ledgers without saying so', async () => {
    await followSilent(info(9, 0));
    await reaches(node, 'waiting');
    expect(states.slice(3, 5)).toEqual(['lagging', 'waiting']);
  });
});

it('loses health with every failed request and wins it back', async () => {
  await follow();
  double.behaviour = 'hang';
  await expect(node.request({ command: 'fee' }, 5)).rejects.toMatchObject({ failure: 'timeout' });
  const after = node.health;
  expect(after).toBeLessThan(1);
  double.behaviour = 'answer';
  await node.request({ command: 'fee' });
  expect(node.health).toBeGreaterThan(after);
});

it('stays stopped', async () => {
  await follow();
  node.stop();
  double.dropAll();
  await next();
  expect(node.state).toBe('stopped');
  await expect(node.request({ command: 'fee' })).rejects.toMatchObject({ failure: expect.any(String) });
});

const next = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

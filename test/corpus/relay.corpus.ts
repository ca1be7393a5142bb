import { Node } from '../../rippled/node';
import { Nodes } from '../../rippled/nodes';
import { makeChain } from '../api/support/chain';
import { Listener } from '../api/support/listener';
import { runApi, type RunningApi } from '../api/support/running-api';
import { RippledDouble } from '../rippled/double';
import { reaches } from '../rippled/waiting';
import { corpusLines } from './recording';

/* eslint-disable @typescript-eslint/no-explicit-any */

const upstream = { transactions_proposed: 'transaction', validations: 'validationReceived' };
const requests = new Map<string, any>();
const recorded = new Map<string, any[]>();
const listeners = new Map<string, Listener>();
let rippled: RippledDouble;
let nodes: Nodes;
let api: RunningApi;

/** What only a live node tells: of these connections, everything else comes from the ledgers. */
const ofNode = (message: any): boolean => message.status === 'proposed' || message.type === 'validationReceived';

/** rippled's recorded messages, heard from a node and told to connections that ask as the recorded ones did. */
beforeAll(async () => {
  for await (const text of corpusLines('data', 'dev', 'streams', 'streams.ndjson.gz')) {
    const line = JSON.parse(text);
    if (line.t === 'sub') {
      requests.set(line.conn, line.request);
      recorded.set(line.conn, []);
    } else if (line.t === 'msg' && ofNode(line.msg)) recorded.get(line.conn)!.push(line.msg);
  }
  rippled = await RippledDouble.start();
  const node = new Node({ url: rippled.url });
  nodes = new Nodes([node]);
  nodes.start();
  await reaches(node, 'following');
  api = await runApi(makeChain().reader, {}, nodes);
  for (const name of told) {
    const listener = await Listener.connect(api.ws);
    listeners.set(name, listener);
    await listener.ask({ id: 1, ...requests.get(`clio/${name}`) });
  }
  while (rippled.followed.length < 2) await new Promise((wait) => setTimeout(wait, 5));
  for (const stream of Object.keys(upstream)) {
    for (const [i, message] of recorded.get(`rippled/${stream}/v1`)!.entries()) {
      rippled.publish(message, stream);
      if (i % 100 === 99) await listeners.get(`${stream}/v1`)!.until(({ messages }) => messages.length > i);
    }
  }
  for (const name of told) await listeners.get(name)!.until(({ messages }) => messages.length >= want(name).length);
  for (const listener of listeners.values()) await listener.settled();
});

afterAll(async () => {
  for (const listener of listeners.values()) await listener.end();
  await api?.close();
  nodes?.stop();
  await rippled?.stop();
});

const told = [
  'transactions_proposed/v1',
  'transactions_proposed/v2',
  'validations/v1',
  'accounts_proposed/v1',
  'accounts_proposed/v2',
  'mixed/v1',
  'mixed/v2',
];

/** What Clio told, in the shape that rippled gives it: Clio tells API version 2 what version 1 has (C#3010). */
function want(name: string): any[] {
  const clio = recorded.get(`clio/${name}`)!;
  if (name.endsWith('/v1')) return clio;
  const rippledHas = new Map(recorded.get('rippled/transactions_proposed/v2')!.map((each) => [each.hash, each]));
  return clio.map(({ transaction }) => rippledHas.get(transaction.hash));
}

it.each(told)('%s: what a node told is passed on as it was, in order', (name) => {
  expect(want(name).length).toBeGreaterThan(50);
  expect(listeners.get(name)!.messages.filter(ofNode)).toEqual(want(name));
});

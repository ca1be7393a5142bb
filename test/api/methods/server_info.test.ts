import { request } from 'node:http';
import { hex, makeChain } from '../support/chain';
import { Node } from '../../../rippled/node';
import { Nodes } from '../../../rippled/nodes';
import { RippledDouble } from '../../rippled/double';
import { reaches } from '../../rippled/waiting';
import { runApi } from '../support/running-api';

it('describes the server, what it holds, and the fees of the newest ledger', async () => {
  const chain = makeChain();
  const api = await runApi(chain.reader);
  const { info, validated } = await api.call('server_info');
  expect(validated).toBe(true);
  expect(info).toEqual({
    complete_ledgers: '10-13',
    load_factor: 1,
    time: expect.stringMatching(/^\d{4}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{6} UTC$/),
    uptime: expect.any(Number),
    millrace_version: '1.2.3',
    network_id: 21,
    validated_ledger: {
      age: expect.any(Number),
      hash: hex(chain.ledger(13).hash),
      seq: 13,
      base_fee_xrp: 0.00001,
      reserve_base_xrp: 1,
      reserve_inc_xrp: 0.2,
    },
  });
  await api.close();
});

const info = { build_version: '2.3.0', load_factor: 2.5, network_id: 1025, validation_quorum: 28, peers: 21 };

it('adds what a node knows of the network, asks it once for many, and does without when it is silent', async () => {
  const rippled = await RippledDouble.start(() => ({ result: { info }, status: 'success' }));
  const node = new Node({ url: rippled.url });
  const nodes = new Nodes([node]);
  nodes.start();
  await reaches(node, 'following');
  const api = await runApi(makeChain().reader, {}, nodes);
  const answers = await Promise.all(Array.from({ length: 20 }, () => api.call('server_info')));
  for (const answer of answers) {
    expect(answer.info).toMatchObject({
      load_factor: 2.5,
      rippled_version: '2.3.0',
      network_id: 1025,
      validation_quorum: 28,
      complete_ledgers: '10-13',
      validated_ledger: { seq: 13 },
    });
    expect(answer.info).not.toHaveProperty('peers');
  }
  expect(rippled.requests).toHaveLength(1);
  await rippled.stop();
  await new Promise((wait) => setTimeout(wait, 1100)); // what it said last is good for a second
  expect((await api.call('server_info')).info).toMatchObject({ load_factor: 1, network_id: 21 });
  await api.close();
  nodes.stop();
});

/** `counters` of `server_info`, asked from an address of this machine. */
function countersSeenFrom(localAddress: string, port: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, localAddress, method: 'POST' };
    const sent = request(options, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve(JSON.parse(text).result.info.counters));
    });
    sent.on('error', reject);
    sent.end('{"method":"server_info"}');
  });
}

it('tells the operator, and nobody else, what was answered and who listens (C#3058)', async () => {
  const [operator, anyone] = ['127.0.0.2', '127.0.0.1'];
  const api = await runApi(makeChain().reader, {}, undefined, [operator]);
  await api.call('ledger', { ledger_index: 11 });
  await api.call('ledger', { ledger_index: 99 });
  await api.call('fee');
  await api.call('nonsense');
  const counters = await countersSeenFrom(operator, api.port);
  expect(counters).toMatchObject({
    rpc: {
      ledger: {
        started: '2',
        finished: '1',
        errored: '1',
        forwarded: '0',
        duration_us: expect.stringMatching(/^\d+$/),
      },
      fee: { started: '1', finished: '0', errored: '1' },
    },
    unknown_command_errors: '1',
    internal_errors: '0',
    subscriptions: { account: 0, books: 0 },
  });
  expect(counters).not.toHaveProperty('rpc.nonsense');
  // Right after the operator, who was told: nothing of it is left for others.
  expect(await countersSeenFrom(anyone, api.port)).toBeUndefined();
  await api.close();
});

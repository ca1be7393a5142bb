import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { transactionId } from '../../xrpl/hash';
import { Listener } from '../api/support/listener';
import { demoLedgers, temporaryFolder } from '../demo';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { answering, ask, millrace } from './millrace';

const folder = temporaryFolder();
const begin = 30;
const listeners: Listener[] = [];
const nodes: LedgerDouble[] = [];
let chain: RecordedChain;

afterAll(async () => {
  for (const listener of listeners) await listener.end();
  for (const node of nodes) await node.stop();
});

/** Subscribes to ledgers and transactions. @returns also the ledger that the answer names */
async function listen(port: number): Promise<{ listener: Listener; named: number }> {
  const listener = await Listener.connect(`ws://127.0.0.1:${port}/`);
  listeners.push(listener);
  const answer = await listener.ask({ command: 'subscribe', streams: ['ledger', 'transactions'] });
  return { listener, named: answer.result.ledger_index };
}

const idsOf = (ledger: number): string[] =>
  chain.ledger(ledger)!.transactions.map(({ transaction }) => transactionId(transaction).toString('hex').toUpperCase());

/** Each ledger and each of its transactions, once and in order. */
async function expectAll({ listener, named }: { listener: Listener; named: number }, last: number): Promise<void> {
  const expected: unknown[] = [];
  for (let ledger = named + 1; ledger <= last; ledger += 1) expected.push(ledger, ...idsOf(ledger));
  await listener.until(({ messages, closed }) => messages.length >= expected.length || closed !== undefined);
  await listener.settled();
  expect(listener.messages.map((message) => message.transaction?.hash ?? message.ledger_index)).toEqual(expected);
}

test('each client is told everything once and in order, whatever becomes of nodes and of other API processes (C#1415, C#1624)', async () => {
  chain = new RecordedChain(await demoLedgers(60));
  nodes.push(await LedgerDouble.start('clio', chain, { newest: begin }));
  nodes.push(await LedgerDouble.start('clio', chain, { newest: begin }));
  const firstPort = Number(new URL(nodes[0]!.url).port);
  const data = join(folder, 'data');
  const sources = nodes.flatMap(({ url }) => ['--source', url]);
  const up = millrace('up', ...sources, '--start', String(chain.base), '--data', data, '--port', '0');
  const port = await answering(up);
  const grow = async (to: number, ...closing: LedgerDouble[]): Promise<void> => {
    for (const node of closing) while (node.newest < to) node.closeLedger();
    while ((await ask(port, 'ledger_index'))['ledger_index'] !== to) await delay(20);
  };
  await grow(begin);
  let other = millrace('api', '--data', data, '--port', '0');
  const [first, second] = [await listen(port), await listen(await answering(other))];
  expect([first.named, second.named]).toEqual([begin, begin]);
  await grow(begin + 5, ...nodes);
  await expectAll(second, begin + 5);
  // The node that was first goes, and the other process is killed.
  await nodes[0]!.stop();
  other.child.kill('SIGKILL');
  await other.ended;
  await grow(begin + 10, nodes[1]!);
  other = millrace('api', '--data', data, '--port', '0');
  const again = await listen(await answering(other));
  expect(again.named).toBe(begin + 10);
  // The first comes back, and the other goes.
  nodes.push(await LedgerDouble.start('clio', chain, { newest: begin + 10, port: firstPort }));
  await nodes[1]!.stop();
  await grow(begin + 15, nodes[2]!);
  await expectAll(first, begin + 15);
  await expectAll(again, begin + 15);
  for (const { child, ended } of [up, other]) {
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  }
});

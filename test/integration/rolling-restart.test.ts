import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/servers/free-port';
import { transactionId } from '../../xrpl/hash';
import { demoLedgers, temporaryFolder } from '../demo';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { haproxy, plainBalancer } from './balancer';
import { answering, ask, millrace, type Running } from './millrace';

const folder = temporaryFolder();
const example = join(__dirname, '..', '..', 'examples', 'resume.mjs');
/** Seconds: longer than a busy machine keeps the balancer from asking. */
const notice = 5;
const begin = 50;
let chain: RecordedChain;

beforeAll(async () => {
  chain = new RecordedChain(await demoLedgers());
});

/** Everything but the API, from a node whose ledgers close when it is told so. */
async function pipeline(data: string): Promise<{ node: LedgerDouble; end: () => Promise<void> }> {
  const node = await LedgerDouble.start('grpc', chain, { newest: begin });
  const up = millrace('up', '--source', node.url, '--start', String(begin - 20), '--data', data, '--port', '0');
  await answering(up);
  const end = async (): Promise<void> => {
    up.child.kill('SIGTERM');
    await up.ended;
    await node.stop();
  };
  return { node, end };
}

/** A client that runs the example of how to resume. @returns what it was told so far */
function follow(url: string): {
  told: () => { ledger_index: number; transactions: string[] }[];
  again: () => number;
  end: () => void;
} {
  const child = spawn(process.execPath, [example, url], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [told, complaints] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (told += data.toString()));
  child.stderr.on('data', (data: Buffer) => (complaints += data.toString()));
  return {
    told: () =>
      told
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    again: () => complaints.split('connecting again').length - 1,
    end: () => void child.kill('SIGKILL'),
  };
}

const requests = [
  { method: 'ledger', params: [{ ledger_index: 'validated', transactions: true }] },
  { method: 'ledger_data', params: [{ binary: true, limit: 20 }] },
  { method: 'account_info', params: [{ account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh' }] },
];

const balancers = { 'a balancer that repeats nothing': plainBalancer, HAProxy: haproxy };
const isHere = { 'a balancer that repeats nothing': true, HAProxy: spawnSync('haproxy', ['-v']).status === 0 };
const names = (Object.keys(balancers) as (keyof typeof balancers)[]).filter((name) => isHere[name]);

test.each(names)(
  'three API nodes behind %s are restarted under load: no request fails, no message is missed',
  async (name) => {
    const data = join(folder, name);
    const { node, end: endPipeline } = await pipeline(data);
    const ports = await Promise.all([freePort(), freePort(), freePort()]);
    const start = (port: number): Running =>
      millrace('api', '--data', data, '--port', String(port), '--drain-notice', String(notice));
    const apis = ports.map(start);
    await Promise.all(apis.map(answering));
    const balancer = await balancers[name](ports, folder);
    const url = `http://127.0.0.1:${balancer.port}`;
    const isAnswered = (): Promise<boolean> =>
      fetch(`${url}/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isAnswered())) await sleep(50);

    const stop = new AbortController();
    const failures: unknown[] = [];
    let answers = 0;
    const load = Array.from({ length: 6 }, async (_, client) => {
      for (let i = client; !stop.signal.aborted; i++) {
        try {
          const response = await fetch(url, { method: 'POST', body: JSON.stringify(requests[i % requests.length]) });
          const { result } = (await response.json()) as { result: { status: string } };
          if (response.status !== 200 || result.status !== 'success') failures.push([response.status, result]);
          answers++;
        } catch (error) {
          failures.push((error as Error).cause ?? error);
        }
        await sleep(5);
      }
    });
    const clients = Array.from({ length: 4 }, () => follow(`ws://127.0.0.1:${balancer.port}`));
    const closing = (async () => {
      for (; !stop.signal.aborted; await sleep(500)) node.closeLedger();
    })();
    while (clients.some(({ told }) => told().length === 0)) await sleep(50);

    for (const [i, port] of ports.entries()) {
      apis[i]!.child.kill('SIGTERM');
      expect(await apis[i]!.ended).toMatchObject({ code: 0 });
      apis[i] = start(port);
      await answering(apis[i]);
      while ((await ask(port, 'ping'))['status'] !== 'success') await sleep(20);
      await sleep(2000); // for the balancer to see it: an operator waits for that too
    }
    stop.abort();
    await Promise.all([...load, closing]);
    const last = node.newest;
    while (clients.some(({ told }) => told().at(-1)?.ledger_index !== last)) await sleep(50);

    expect(failures).toEqual([]);
    expect(answers).toBeGreaterThan(100);
    expect(clients.reduce((sum, { again }) => sum + again(), 0)).toBeGreaterThanOrEqual(3);
    for (const { told, end } of clients) {
      const first = told()[0]!.ledger_index;
      const expected = Array.from({ length: last - first + 1 }, (_, i) => ({
        ledger_index: first + i,
        transactions: chain
          .ledger(first + i)!
          .transactions.map(({ transaction }) => transactionId(transaction).toString('hex').toUpperCase()),
      }));
      expect(told()).toEqual(expected);
      end();
    }
    for (const { child, ended } of apis) {
      child.kill('SIGTERM');
      await ended;
    }
    await balancer.stop();
    await endPipeline();
  },
);

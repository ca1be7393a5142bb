import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { encodeRecord } from '../../log/record-codec';
import { cassandra } from '../../scripts/servers/cassandra';
import { kafka } from '../../scripts/servers/kafka';
import { demoArchive, demoFirst, demoLast, demoLedgers, temporaryFolder } from '../demo';
import { expectAnswersAlike } from '../integration/answers';
import { answering, ask, millrace, run, type Running } from '../integration/millrace';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { server, type TestServer } from './servers';

/** Ledgers that close at once: some are in when a fault comes, the others come meanwhile. */
const stride = 12;
/** Milliseconds for which a server is gone: longer than a session of those that stand for a role. */
const away = 8_000;

const folder = temporaryFolder();
let broker: TestServer;
let database: TestServer;
let node: LedgerDouble;
let chain: RecordedChain;
/** The tables of a run on one machine, and an API that reads them. */
let expected: string;
let plain: number;

beforeAll(async () => {
  [broker, database] = await Promise.all([server(kafka), server(cassandra)]);
  chain = new RecordedChain(await demoLedgers());
  node = await LedgerDouble.start('grpc', chain, { newest: chain.base + 1 });
  const data = join(folder, 'embedded');
  await run('up', '--source', demoArchive, '--data', data, '--port', '0', '--exit-when-done');
  expected = (await run('digest', '--data', data, '--tables')).stdout;
  plain = await answering(millrace('api', '--data', data, '--port', '0'));
});
afterAll(() => node.stop());

/** Processes that are there until they are made to leave: one that ends by itself fails the test with what it said. */
class Cast {
  private readonly leaving = new Set<Running>();
  private died: ((error: Error) => void) | undefined;
  private readonly death = new Promise<never>((_, reject) => (this.died = reject));

  constructor() {
    this.death.catch(() => undefined);
  }

  start(...args: string[]): Running {
    const program = millrace(...args);
    void program.ended.then(({ code, signal, stderr }) => {
      if (!this.leaving.has(program))
        this.died!(new Error(`${args.join(' ')} ended with ${code ?? signal}: ${stderr.slice(-2000)}`));
    });
    return program;
  }

  /** Waits until something holds. */
  async until<T>(holds: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = holds();
      if (found !== undefined && found !== false) return found;
      await Promise.race([sleep(20), this.death]);
    }
  }

  /** Whoever of some has a role, as soon as one says so. */
  holder(processes: readonly Running[], says: string): Promise<Running> {
    return this.until(() => processes.find(({ said }) => said().includes(says)));
  }

  async kill(program: Running): Promise<void> {
    this.leaving.add(program);
    program.child.kill('SIGKILL');
    expect(await program.ended).toMatchObject({ signal: 'SIGKILL' });
  }

  async stop(program: Running): Promise<void> {
    this.leaving.add(program);
    program.child.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ code: 0 });
  }
}

/** What a client sees of the newest ledger, over and over: every answer comes, and none takes anything back. */
class Watcher {
  readonly errors: unknown[] = [];
  readonly backwards: number[] = [];
  newest = 0;
  private stopped = false;
  private readonly watching: Promise<void>;

  constructor(private readonly port: number) {
    this.watching = this.watch();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.watching;
  }

  private async watch(): Promise<void> {
    for (; !this.stopped; await sleep(50)) {
      const { error, ledger_index: ledgerIndex } = await ask(this.port, 'ledger', { ledger_index: 'validated' });
      if (error !== undefined) {
        if (this.newest > 0) this.errors.push(error);
        continue;
      }
      if ((ledgerIndex as number) < this.newest) this.backwards.push(ledgerIndex as number);
      this.newest = ledgerIndex as number;
    }
  }
}

test('whatever is killed while ledgers come in, and as members come and go: nothing is lost, doubled or taken back', async () => {
  const address = { brokers: [`127.0.0.1:${broker.port}`], topic: 'faults', partitions: 6, replication: 1 };
  const log = ['--log', `kafka://${address.brokers[0]}/${address.topic}?partitions=${address.partitions}`];
  const store = ['--store', `cassandra://127.0.0.1:${database.port}/faults`];
  const cast = new Cast();
  const producer = (name: string): Running =>
    cast.start('produce', '--source', node.url, '--start', `${chain.base}`, ...log, '--data', join(folder, name));
  const member = (name: string): Running => cast.start('consume', ...log, ...store, '--data', join(folder, name));
  const producers = [producer('p1'), producer('p2')];
  const members = [member('c1'), member('c2')];
  const api = cast.start('api', ...store, '--data', join(folder, 'api'), '--port', '0');
  const port = await answering(api);
  const watcher = new Watcher(port);

  const waits: string[] = [];
  const inMidIngest = async (what: string, fault: () => Promise<void>): Promise<void> => {
    node.closeUpTo(node.newest + stride);
    await cast.until(() => watcher.newest > node.newest - stride);
    await fault();
    node.closeUpTo(node.newest + stride);
    const began = Date.now();
    await cast.until(() => watcher.newest >= node.newest);
    waits.push(`${what} ${((Date.now() - began) / 1000).toFixed(1)}`);
  };

  await inMidIngest('a producer', async () => {
    const leader = await cast.holder(producers, 'this producer publishes now');
    await cast.kill(leader);
    producers.splice(producers.indexOf(leader), 1, producer(leader === producers[0] ? 'p1' : 'p2'));
  });
  await inMidIngest("the watermark's", async () => {
    const mover = await cast.holder(members, 'this process moves the watermark now');
    await cast.kill(mover);
    members.splice(members.indexOf(mover), 1);
    await cast.holder(members, 'this process moves the watermark now');
  });
  await inMidIngest('two join', async () => void members.push(member('c3'), member('c4')));
  await inMidIngest('a member', () => cast.kill(members.pop()!));
  await inMidIngest('one leaves', () => cast.stop(members.pop()!));
  members.push(member('c5'));
  await inMidIngest('the broker', async () => {
    await broker.kill();
    await sleep(away);
    await broker.restart();
  });
  // A machine with too much to do may hold the database up, and nothing else is a reason not to answer.
  expect(watcher.errors.filter((error) => error !== 'tooBusy')).toEqual([]);
  await inMidIngest('the database', async () => {
    await database.kill();
    node.closeUpTo(node.newest + stride);
    expect((await ask(port, 'ledger', { ledger_index: 'validated' }))['error']).toBe('tooBusy');
    await sleep(3000);
    await database.restart();
  });
  node.closeUpTo(demoLast);
  await cast.until(() => watcher.newest >= demoLast);
  await watcher.stop();
  process.stdout.write(`seconds until all is visible after it: ${waits.join(', ')}\n`);

  expect(new Set(watcher.errors)).toEqual(new Set(['tooBusy']));
  expect(watcher.backwards).toEqual([]);
  const different: number[] = [];
  const seen: number[] = [];
  for await (const segment of new KafkaLog({ ...address, registry: undefined }).read({ from: demoFirst })) {
    seen.push(segment.ledgerIndex);
    const recorded = encodeRecord(chain.ledger(segment.ledgerIndex)!);
    if (!encodeRecord(segment).equals(recorded)) different.push(segment.ledgerIndex);
  }
  expect(seen).toEqual(Array.from({ length: demoLast - demoFirst + 1 }, (_, i) => demoFirst + i));
  expect(different).toEqual([]);
  expect((await run('digest', ...store, '--tables')).stdout).toBe(expected);
  await expectAnswersAlike(port, plain, [demoFirst, 60, 121, 190, demoLast]);
  for (const each of [...producers, ...members, api]) await cast.stop(each);
}, 600_000);

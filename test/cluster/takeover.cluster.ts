import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { encodeRecord } from '../../log/record-codec';
import { kafka } from '../../scripts/servers/kafka';
import { demoLast, demoLedgers, temporaryFolder } from '../demo';
import { millrace, type Running } from '../integration/millrace';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { server } from './servers';

const folder = temporaryFolder();
const kills = 20;
/** Ledgers that close at once, of which the producer has published some when it is killed. */
const stride = 10;

test('of two producers the one that publishes is killed, twenty times over: the other goes on, nothing is lost', async () => {
  const broker = await server(kafka);
  const chain = new RecordedChain(await demoLedgers());
  const node = await LedgerDouble.start('clio', chain, { newest: chain.base + 1 });
  const address = { brokers: [`127.0.0.1:${broker.port}`], topic: 'takeover', partitions: 4, replication: 1 };
  const url = `kafka://${address.brokers[0]}/${address.topic}?partitions=${address.partitions}`;
  const producer = (name: string): Running =>
    millrace(
      'produce',
      '--source',
      node.url,
      '--start',
      String(chain.base),
      '--log',
      url,
      '--data',
      join(folder, name),
    );
  const publishes = ({ said }: Running): boolean => said().includes('publishes now');

  const producers = { a: producer('a'), b: producer('b') };
  /** Whoever publishes, as soon as somebody does. */
  const leader = async (): Promise<'a' | 'b'> => {
    for (; ; await sleep(10)) {
      if (publishes(producers.a)) return 'a';
      if (publishes(producers.b)) return 'b';
    }
  };
  await leader();
  const different: number[] = [];
  const seen: number[] = [];
  const stop = new AbortController();
  const reading = (async () => {
    const log = new KafkaLog({ ...address, registry: undefined });
    for await (const segment of log.read({ from: chain.base + 1, follow: true, to: demoLast, signal: stop.signal })) {
      seen.push(segment.ledgerIndex);
      if (!encodeRecord(segment).equals(encodeRecord(chain.ledger(segment.ledgerIndex)!)))
        different.push(segment.ledgerIndex);
    }
  })();
  const published = async (ledgerIndex: number): Promise<void> => {
    while ((seen.at(-1) ?? 0) < ledgerIndex) await Promise.race([sleep(5), reading]);
  };

  const waits: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const { newest } = node;
    await published(newest);
    const name = await leader();
    node.closeUpTo(newest + stride);
    await published(newest + 1);
    producers[name].child.kill('SIGKILL');
    const killed = Date.now();
    await producers[name].ended;
    producers[name] = producer(name);
    await leader();
    waits.push(((Date.now() - killed) / 1000).toFixed(1));
  }
  node.closeUpTo(demoLast);
  await reading;
  process.stdout.write(`seconds until another publishes: ${waits.join(' ')}\n`);
  expect(seen).toEqual(Array.from({ length: demoLast - chain.base }, (_, i) => chain.base + 1 + i));
  expect(different).toEqual([]);
  for (const { child, ended, said } of Object.values(producers)) {
    while (!said().includes('this producer stands by')) await sleep(20); // one has only just been started
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  }
  await node.stop();
}, 600_000);

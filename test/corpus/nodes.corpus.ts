import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataFolder } from '../../cli/data-folder';
import { runConsumer, runProducer } from '../../cli/pipeline';
import { createLogger } from '../../kit/logger';
import { openSources } from '../../producers/open-sources';
import { RecordingSource } from '../../producers/recording-source';
import type { Source } from '../../producers/source';
import { Random } from '../../scripts/fuzz/random';
import { combineDigests, digestTables } from '../../store/digest';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { silent, temporaryFolder } from '../demo';
import { complete, completeLedgers, expectAnswersAlike } from '../integration/answers';
import { answering, millrace } from '../integration/millrace';
import { LedgerDouble, type NodeKind } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { shared } from './recording';

const folder = temporaryFolder();
const recording = shared('data', 'dev', 'recording.ndjson.gz');
let chain: RecordedChain;
let expected: string;

beforeAll(async () => {
  const ledgers: LedgerDiff[][] = [];
  for await (const segments of new RecordingSource(recording).ledgers(undefined)) ledgers.push([...segments]);
  chain = new RecordedChain(ledgers);
  expected = await digestAfter(join(folder, 'recording'), new RecordingSource(recording));
});

/** Ingests up to the recording's last ledger. @returns the digest of all tables */
async function digestAfter(path: string, source: Source): Promise<string> {
  const data = new DataFolder(path);
  const stop = new AbortController();
  await runProducer(data, source, stop.signal, {
    onPublished: ({ ledgerIndex }) => {
      if (ledgerIndex === chain.last) stop.abort();
    },
  });
  const tables = data.tables('fill');
  const signal = new AbortController().signal;
  await runConsumer(data, tables, createLogger('silent'), { follow: false, signal });
  const digest = combineDigests(await digestTables(tables.store));
  await tables.close();
  return digest;
}

test.each<NodeKind>(['grpc', 'clio', 'rippled'])(
  'from a %s node, closing ledgers, come the same tables as from the recording',
  async (kind) => {
    const node = await LedgerDouble.start(kind, chain, { newest: chain.base + 200 });
    const source = await openSources([node.url], { start: chain.base, logger: silent });
    const closing = (async () => {
      for (; node.newest < chain.last; await sleep(2)) node.closeLedger();
    })();
    expect(await digestAfter(join(folder, kind), source)).toBe(expected);
    await closing;
    await node.stop();
  },
);

test('the first 500 ledgers are fetched while the last 100 close: every answer is right throughout', async () => {
  const [start, live] = [chain.base + 500, 100];
  const first = chain.base + 1;
  const node = await LedgerDouble.start('grpc', chain, { newest: chain.last - live });
  const plain = await answering(
    millrace('up', '--data', join(folder, 'recording'), '--port', '0', '--source', recording),
  );
  const data = ['--data', join(folder, 'backfilled')];
  const source = ['--source', node.url];
  const port = await answering(millrace('up', ...source, '--start', String(start), ...data, '--port', '0'));
  await complete(port, `${start + 1}-${node.newest}`);

  const backfill = millrace('backfill', `${first}-${start}`, ...source, ...data, '--stretch', '100');
  const random = new Random(500);
  const whole = `${first}-${chain.last}`;
  for (let said = ''; said !== whole; said = String(await completeLedgers(port))) {
    const ranges = (said || `${start + 1}-${node.newest}`).split(',').map((range) => range.split('-').map(Number));
    const ledgers = ranges.map(([from, to]) => from! + random.below(to! - from! + 1));
    await expectAnswersAlike(port, plain, ledgers);
    node.closeLedger();
  }
  expect(await backfill.ended).toMatchObject({ code: 0 });
  await expectAnswersAlike(port, plain, [first, first + 99, first + 100, start, start + 1, chain.last]);
  await node.stop();
});

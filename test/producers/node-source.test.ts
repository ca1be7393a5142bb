import { join } from 'node:path';
import { ArchiveLog } from '../../log/archive/archive-log';
import { encodeRecord } from '../../log/record-codec';
import type { NodeSourceOptions } from '../../producers/node/node-source';
import { openSources } from '../../producers/open-sources';
import { produce, type Published } from '../../producers/producer';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoFirst, demoLast, demoLedgers, temporaryFolder } from '../demo';
import { LedgerDouble, type NodeKind } from '../rippled/ledger-double';
import type { Mischief } from '../rippled/mischief';
import { RecordedChain } from '../rippled/recorded-chain';

const folder = temporaryFolder();
const base = demoFirst - 1;
let ledgers: LedgerDiff[][];
let chain: RecordedChain;
const doubles: LedgerDouble[] = [];
let made = 0;

beforeAll(async () => {
  ledgers = await demoLedgers();
  chain = new RecordedChain(ledgers);
});

afterEach(async () => {
  await Promise.all(doubles.splice(0).map((double) => double.stop()));
});

async function start(kind: NodeKind, newest?: number): Promise<LedgerDouble> {
  const double = await LedgerDouble.start(kind, chain, newest === undefined ? {} : { newest });
  doubles.push(double);
  return double;
}

interface Run {
  log: ArchiveLog;
  said: string[];
  published: number[];
}

/** Pulls from nodes into a new log until ledger `last` is in it. */
async function pull(
  nodes: LedgerDouble[],
  last = demoLast,
  onPublished?: (published: Published) => void,
  options: Partial<NodeSourceOptions> = {},
): Promise<Run> {
  const log = new ArchiveLog(join(folder, `log-${made++}`));
  const said: string[] = [];
  const published: number[] = [];
  const note = (_: object, message: string) => void said.push(message);
  const source = await openSources(
    nodes.map(({ url }) => url),
    { start: base, logger: { info: note, warn: note }, ...options },
  );
  const stop = new AbortController();
  try {
    await produce(
      {
        source,
        log,
        onPublished: (each) => {
          published.push(each.ledgerIndex);
          onPublished?.(each);
          if (each.ledgerIndex === last) stop.abort();
        },
      },
      stop.signal,
    );
  } finally {
    source.close!();
  }
  return { log, said, published };
}

/** Whole ledgers as text; how the first state is cut into segments doesn't matter. */
async function contents(log: AsyncIterable<LedgerDiff>): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for await (const segment of log) {
    const { ledgerIndex, kind, objects } = segment;
    const text =
      kind === 'state'
        ? objects.map(({ key, blob }) => `${key.toString('hex')} ${blob!.toString('hex')}\n`).join('')
        : encodeRecord(segment).toString('hex');
    found.set(ledgerIndex, (found.get(ledgerIndex) ?? '') + text);
  }
  return found;
}

async function expectWhole({ log, published }: Run, last = demoLast): Promise<void> {
  async function* recorded() {
    yield* ledgers.flat().filter(({ ledgerIndex }) => ledgerIndex <= last);
  }
  expect(published).toEqual(Array.from({ length: last - base + 1 }, (_, i) => base + i));
  expect(await contents(log.read({ from: 0 }))).toEqual(await contents(recorded()));
}

describe.each(['grpc', 'clio', 'rippled'] as const)('from a node of kind %s', (kind) => {
  test('the log is the same as from the recording', async () => {
    await expectWhole(await pull([await start(kind)]));
  });

  test('the tip is followed as ledgers close', async () => {
    const node = await start(kind, base + 3);
    const run = await pull([node], base + 12, ({ ledgerIndex }) => {
      if (ledgerIndex === node.newest) node.closeLedger();
    });
    await expectWhole(run, base + 12);
  });

  const wrong: Mischief[] = [
    'a changed byte in an object',
    'a changed byte in a transaction',
    'a changed byte in the header',
    'a dropped transaction',
    ...(kind === 'rippled' ? [] : (['an empty diff', 'a missing object'] as const)),
  ];
  test.each(wrong)('%s: refused by name, the node set aside, the ledger fetched from the other', async (mischief) => {
    const [bad, good] = [await start(kind), await start('grpc')];
    const index = ledgers.findIndex(
      ([first]) => first!.kind === 'diff' && first!.transactions.length > 1 && first!.objects[0]!.blob !== null,
    );
    bad.mischief.set(base + index, mischief);
    const run = await pull([bad, good], base + index + 5);
    await expectWhole(run, base + index + 5);
    expect(run.said.filter((line) => line.includes('set aside for 2 s')).join()).toContain(`ledger ${base + index}:`);
  });

  test('a hole is filled from the other node', async () => {
    const [holed, whole] = [await start(kind), await start('grpc')];
    holed.holes.add(base + 10);
    const run = await pull([holed, whole], base + 20);
    await expectWhole(run, base + 20);
    expect(run.said.join()).toMatch(
      new RegExp(`ledger ${base + 10} could not be fetched: ${holed.url}: .*[nN]ot ?[fF]ound`),
    );
  });

  test('asked too much: it waits and goes on', async () => {
    const node = await start(kind);
    const run = await pull([node], base + 20, ({ ledgerIndex }) => {
      if (ledgerIndex !== base + 2) return;
      node.refuse(true);
      setTimeout(() => node.refuse(false), 100);
    });
    await expectWhole(run, base + 20);
  });

  test('a node that closes no more ledgers is asked again after it could not be reached', async () => {
    const node = await start(kind);
    // Nothing can be read ahead, so that what is left has to be asked for after the trouble.
    for (let index = base + 4; index <= base + 25; index++) node.holes.add(index);
    const run = await pull([node], base + 20, ({ ledgerIndex }) => {
      if (ledgerIndex !== base + 3) return;
      node.holes.clear();
      void node.stop().then(() => node.restart());
    });
    await expectWhole(run, base + 20);
  });

  test('a node that went away and came back is followed again', async () => {
    const node = await start(kind, base + 5);
    const run = await pull([node], base + 10, ({ ledgerIndex }) => {
      if (ledgerIndex !== base + 5) return;
      void node.stop().then(async () => {
        await node.restart();
        node.closeUpTo(demoLast);
      });
    });
    await expectWhole(run, base + 10);
  });
});

test('the state of a later ledger is cut into the same segments, whoever gives it', async () => {
  const cuts: [kind: string, keys: (string | undefined)[]][] = [];
  for (const kind of ['grpc', 'clio', 'rippled'] as const) {
    const { log } = await pull([await start(kind)], demoLast, undefined, { start: demoLast });
    const keys: (string | undefined)[] = [];
    for await (const { objects } of log.read({ from: 0 })) keys.push(objects[0]?.key.toString('hex'));
    cuts.push([kind, keys]);
  }
  expect(cuts[0]![1].length).toBeGreaterThan(2);
  for (const [kind, keys] of cuts) expect([kind, keys]).toEqual([kind, cuts[0]![1]]);
});

test('a node where no ledger closes any more is named, and still gives those it has', async () => {
  const node = await start('grpc');
  const run = await pull([node], demoLast, undefined, { stalledAfter: 20 });
  await expectWhole(run);
  expect(run.said).toContain(`${node.url} is stalled: no ledger closed after ${demoLast}`);
});

test('a node that hangs is given up for the next', async () => {
  const [hanging, node] = [await start('clio'), await start('grpc')];
  const run = await pull([hanging, node], base + 20, ({ ledgerIndex }) => {
    if (ledgerIndex === base + 2) hanging.hang(true);
  });
  await expectWhole(run, base + 20);
});

test('a node of another network gives nothing, and it is said why', async () => {
  const [stranger, node] = [await start('clio'), await start('grpc')];
  // Its chain is whole and true, and none of it follows on ours.
  stranger.mischief.set(base + 4, 'a changed byte in the header');
  const run = await pull([stranger, node], base + 8);
  await expectWhole(run, base + 8);
  expect(run.said.join()).toContain('not to the ledger hash');
});

test('an amendment-blocked node is not asked, and named', async () => {
  const [blocked, node] = [await start('clio'), await start('grpc')];
  blocked.amendmentBlocked = true;
  const run = await pull([blocked, node], base + 8);
  await expectWhole(run, base + 8);
  expect(run.said).toContain(`${blocked.url} is amendment blocked`);
});

test('the log goes on where it ended, from another kind of node', async () => {
  const log = new ArchiveLog(join(folder, 'goes-on'));
  for (const [kind, last] of [
    ['grpc', base + 10],
    ['rippled', base + 20],
    ['clio', base + 30],
  ] as const) {
    const node = await start(kind, last);
    const source = await openSources([node.url], { start: base, logger: { info() {}, warn() {} } });
    const stop = new AbortController();
    const onPublished = ({ ledgerIndex }: Published) => void (ledgerIndex === last && stop.abort());
    await produce({ source, log, onPublished }, stop.signal);
    source.close!();
  }
  async function* recorded() {
    yield* ledgers.flat().filter(({ ledgerIndex }) => ledgerIndex <= base + 30);
  }
  expect(await contents(log.read({ from: 0 }))).toEqual(await contents(recorded()));
});

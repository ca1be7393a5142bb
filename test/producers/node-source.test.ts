import { join } from 'node:path';
import { ArchiveLog } from '../../log/archive/archive-log';
import { openSources } from '../../producers/open-sources';
import { produce, type Published } from '../../producers/producer';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoFirst, demoLast, demoLedgers, temporaryFolder } from '../demo';
import { Budget } from '../rippled/budget';
import { LedgerDouble, type NodeKind } from '../rippled/ledger-double';
import type { Mischief } from '../rippled/mischief';
import { RecordedChain } from '../rippled/recorded-chain';
import { contents, pull as pullInto, type PullOptions, type Run } from './pulling';

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

/** Pulls from nodes into a new log until ledger `last` is in it. */
const pull = (
  nodes: LedgerDouble[],
  last = demoLast,
  onPublished?: PullOptions['onPublished'],
  options: PullOptions = {},
): Promise<Run> =>
  pullInto(new ArchiveLog(join(folder, `log-${made++}`)), nodes, last, {
    start: base,
    ...(onPublished && { onPublished }),
    ...options,
  });

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
    const bad = await start(kind);
    const index = ledgers.findIndex(
      ([first]) => first!.kind === 'diff' && first!.transactions.length > 1 && first!.objects[0]!.blob !== null,
    );
    bad.mischief.set(base + index, mischief);
    const good = await start('grpc', base + index - 1);
    const refused = `set aside for 2 s: ledger ${base + index}:`;
    const onSaid = (line: string): void => void (line.includes(refused) && good.closeUpTo(demoLast));
    await expectWhole(await pull([bad, good], base + index + 5, undefined, { onSaid }), base + index + 5);
  });

  test('a hole is filled from the other node', async () => {
    const [holed, whole] = [await start(kind), await start('grpc', base + 9)];
    holed.holes.add(base + 10);
    const missing = new RegExp(`ledger ${base + 10} could not be fetched: ${holed.url}: .*[nN]ot ?[fF]ound`);
    const onSaid = (line: string): void => void (missing.test(line) && whole.closeUpTo(demoLast));
    await expectWhole(await pull([holed, whole], base + 20, undefined, { onSaid }), base + 20);
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

  test('a node that counts what it is asked is asked less when it says so, and gives all the same', async () => {
    const node = await start(kind);
    node.budget = new Budget(kind === 'rippled' ? 300 : 10);
    const run = await pull([node], base + 15);
    await expectWhole(run, base + 15);
    expect(run.said.join()).toContain('asks us to slow down: nothing is asked of it for 1000 ms');
    expect(node.budget.said.warn + node.budget.said.drop).toBeGreaterThan(0);
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

test('where no ledger closes at all that is said, and no node is told to be behind', async () => {
  const node = await start('grpc', base + 5);
  const quiet = `${node.url}: no ledger has closed for 0.02 s, the last is ${base + 5}`;
  const onSaid = (line: string): void => void (line.startsWith(quiet) && node.closeUpTo(base + 8));
  const run = await pull([node], base + 8, undefined, { stalledAfter: 20, onSaid });
  await expectWhole(run, base + 8);
  expect(run.said.join()).not.toContain('is stalled: no ledger');
});

test('a node where no ledger closes while they do elsewhere is stalled, and named', async () => {
  const [behind, node] = [await start('clio', base + 10), await start('grpc', base + 20)];
  const stalled = `${behind.url} is stalled: no ledger closed after ${base + 10}, others have ${base + 20}`;
  const onSaid = (line: string): void => void (line === stalled && node.closeUpTo(base + 30));
  await expectWhole(await pull([behind, node], base + 30, undefined, { stalledAfter: 20, onSaid }), base + 30);
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

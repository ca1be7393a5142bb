import { join } from 'node:path';
import { ArchiveLog } from '../../log/archive/archive-log';
import { temporaryFolder } from '../demo';
import { freshChain } from '../rippled/fresh-chain';
import { LedgerDouble, type NodeKind } from '../rippled/ledger-double';
import type { RecordedChain } from '../rippled/recorded-chain';
import { contents, pull, type PullOptions, type Run } from './pulling';

const folder = temporaryFolder();
/** Beyond the first flag ledger, and the one that begins the long list of hashes. */
const last = 260;
let chain: RecordedChain;
const nodes: LedgerDouble[] = [];
let made = 0;

beforeAll(() => {
  chain = freshChain(2, last);
});

afterEach(async () => {
  await Promise.all(nodes.splice(0).map((node) => node.stop()));
});

/** A rippled that was just started: ledger 2 is all it has. */
async function start(kind: NodeKind, newest = 2, of = chain): Promise<LedgerDouble> {
  const node = await LedgerDouble.start(kind, of, { newest });
  node.isStandalone = true;
  nodes.push(node);
  return node;
}

const newLog = (): ArchiveLog => new ArchiveLog(join(folder, `log-${made++}`));

async function expectChain({ log, published }: Run, first: number, to: number): Promise<void> {
  expect(published).toEqual(Array.from({ length: to - first + 1 }, (_, i) => first + i));
  async function* expected() {
    for (let index = first + 1; index <= to; index++) yield chain.ledger(index)!;
  }
  expect(await contents(log.read({ from: first + 1 }))).toEqual(await contents(expected()));
}

describe.each(['grpc', 'rippled'] as const)('a rippled in standalone mode, by %s', (kind) => {
  test('is followed from ledger 2 on, whose ledgers close when it is told to: none for a while, then many at once', async () => {
    const node = await start(kind);
    const bursts = [1, 5, 40, last];
    const onPublished: PullOptions['onPublished'] = ({ ledgerIndex }) => {
      if (ledgerIndex !== node.newest) return;
      const burst = bursts.shift()!;
      setTimeout(() => node.closeUpTo(Math.min(last, node.newest + burst)), 20);
    };
    await expectChain(await pull(newLog(), [node], last, { onPublished }), 2, last);
  });

  test('is begun with in the middle', async () => {
    await expectChain(await pull(newLog(), [await start(kind, 60)], 60, { start: 40 }), 40, 60);
  });

  test('says what it lacks when it is asked for the ledger before its first', async () => {
    const node = await start(kind, 60);
    await expect(pull(newLog(), [node], 60, { start: 1 })).rejects.toThrow(/^ledger 1: no source has its state/);
  });

  test('that was started anew under a log that has more than it is told apart', async () => {
    const log = newLog();
    await pull(log, [await start(kind, 20)], 20);
    const anew = await start(kind, 5);
    const onSaid = (line: string): void => {
      if (/the log goes on with ledger 21, but the newest ledger of any source is 5/.test(line)) anew.closeUpTo(30);
    };
    expect((await pull(log, [anew], 30, { onSaid })).published.at(-1)).toBe(30);
  });

  test('waits for a first ledger that is still to come, and says so', async () => {
    const node = await start(kind);
    const onSaid = (line: string): void => void (/^waiting for ledger 9: /.test(line) && node.closeUpTo(12));
    await expectChain(await pull(newLog(), [node], 12, { start: 9, onSaid }), 9, 12);
  });
});

test('by WebSocket it says what it is, and its silence is not worth a word', async () => {
  const node = await start('rippled');
  const onPublished: PullOptions['onPublished'] = () => void setTimeout(() => node.closeLedger(), 100);
  const { said } = await pull(newLog(), [node], 4, { onPublished, stalledAfter: 20 });
  expect(said).toEqual([
    `following ${node.url}, rippled 2.3.0 in standalone mode with ledgers 2-2; its newest ledger is 2`,
    `loading the state of ledger 2 from ${node.url}`,
  ]);
});

test('the genesis ledger can be begun with while the node has it', async () => {
  const whole = freshChain(1, 10);
  const { published } = await pull(newLog(), [await start('grpc', 10, whole)], 10, { start: 1 });
  expect(published).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

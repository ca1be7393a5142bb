import { join } from 'node:path';
import { DataFolder } from '../../cli/data-folder';
import { runProducer } from '../../cli/pipeline';
import { encodeRecord } from '../../log/record-codec';
import { openSources } from '../../producers/open-sources';
import { RecordingSource } from '../../producers/recording-source';
import { Random } from '../../scripts/fuzz/random';
import { temporaryFolder } from '../demo';
import { faults, type Fault } from '../rippled/faults';
import { LedgerDouble, type NodeKind } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { shared } from './recording';

const span = 20;
const first = 3;
const last = 1002;
const runs = (last - first + 1) / span;
const kinds: readonly NodeKind[] = ['grpc', 'clio', 'rippled'];
const folder = temporaryFolder();

interface Plan {
  readonly seed: number;
  /** The ledgers to publish. */
  readonly from: number;
  readonly to: number;
  readonly fault: Fault;
  /** Of the node that suffers it, and of the one that helps out. */
  readonly kinds: readonly NodeKind[];
}

function plan(seed: number, from: number): Plan {
  const random = new Random(seed);
  const fault = random.pick(faults);
  return { seed, from, to: from + span - 1, fault, kinds: [random.pick(fault.of ?? kinds), random.pick(kinds)] };
}

/**
 * Each plan is one fault at one ledger, in a run of its own that goes on where the run before it ended. Four walks along
 * the recording, side by side, make 200 of them.
 */
const walks = [0, 1, 2, 3].map((number) => ({
  number,
  data: new DataFolder(join(folder, `walk-${number}`)),
  plans: Array.from({ length: runs }, (_, i) => plan(number * runs + i, first + i * span)),
}));
const outcomes = new Map<number, Promise<void>>();
let chain: RecordedChain;

beforeAll(async () => {
  const ledgers = [];
  for await (const segments of new RecordingSource(shared('data', 'dev', 'recording.ndjson.gz')).ledgers(undefined)) {
    ledgers.push([...segments]);
  }
  chain = new RecordedChain(ledgers);
  for (const { data, plans } of walks) {
    let before = Promise.resolve();
    for (const each of plans) {
      const outcome = before.then(() => run(data, each));
      outcomes.set(each.seed, outcome);
      before = outcome.catch(() => undefined);
    }
  }
});

/** A ledger after the first where the fault makes a difference. */
function placeOf({ seed, from, fault }: Plan): number {
  const random = new Random(-seed);
  for (;;) {
    const at = from + 1 + random.below(span - 1);
    if (fault.bites?.(chain, at) ?? true) return at;
  }
}

/** Publishes up to `last`. The second node has nothing of the ledger in question until the fault has been named. */
async function run(data: DataFolder, plan: Plan): Promise<void> {
  const { to, fault, kinds } = plan;
  const at = placeOf(plan);
  const bad = await LedgerDouble.start(kinds[0]!, chain, { newest: at - 1 });
  const good = await LedgerDouble.start(kinds[1]!, chain, { newest: at - 1 });
  const stop = new AbortController();
  const expected = fault.named(bad.url, at);
  const said: string[] = [];
  let happened = false;
  let named = false;
  const strike = async (): Promise<void> => {
    await fault.cause(bad, at);
    happened = true;
    bad.closeUpTo(to);
  };
  const warn = (_: object, message: string): void => {
    said.push(message);
    if (!happened || named || !message.includes(expected)) return;
    named = true;
    void fault.heal?.(bad);
    good.closeUpTo(to);
  };
  try {
    const source = await openSources([bad.url, good.url], {
      start: chain.base,
      logger: { info: () => undefined, warn },
    });
    await runProducer(data, source, stop.signal, {
      onPublished: ({ ledgerIndex }) => {
        if (ledgerIndex === at - 1) strike().catch((error: Error) => stop.abort(error));
        if (ledgerIndex === to) stop.abort();
      },
    });
    expect(said.join('\n')).toContain(expected);
  } finally {
    await Promise.all([bad.stop(), good.stop()]);
  }
}

describe.each(walks)('walk $number', ({ data, plans }) => {
  test.each(plans)('seed $seed: $fault.name within ledgers $from to $to', ({ seed }) => outcomes.get(seed));

  test('every ledger is in the log as it was recorded, once', async () => {
    let expected = first - 1;
    const different: number[] = [];
    for await (const segment of data.archive().read({ from: first })) {
      expect(segment.ledgerIndex).toBe(++expected);
      if (!encodeRecord(segment).equals(encodeRecord(chain.ledger(expected)!))) different.push(expected);
    }
    expect(different).toEqual([]);
    expect(expected).toBe(last);
  });
});

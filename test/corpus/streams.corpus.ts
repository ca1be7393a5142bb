import { RecordingSource } from '../../producers/recording-source';
import { GrowingLedgers } from '../api/support/growing-ledgers';
import { Listener } from '../api/support/listener';
import { runApi, type RunningApi } from '../api/support/running-api';
import { corpusLines, shared } from './recording';

/* eslint-disable @typescript-eslint/no-explicit-any */

/** What one recorded connection asked and got. */
interface Recorded {
  request: any;
  response: any;
  messages: any[];
  /** Messages before the connection unsubscribed. */
  unsubscribe: { request: any; response: any; after: number; ledger: number } | undefined;
}

const stretch = ['data', 'dev', 'streams'];
const recorded = new Map<string, Recorded>();
let [first, last] = [0, 0];

async function readRecorded(): Promise<void> {
  let closed = 0;
  for await (const text of corpusLines(...stretch, 'streams.ndjson.gz')) {
    const line = JSON.parse(text);
    if (line.t === 'sub') {
      const { request, response } = line;
      recorded.set(line.conn, { request, response, messages: [], unsubscribe: undefined });
    } else if (line.t === 'msg') recorded.get(line.conn)!.messages.push(line.msg);
    else if (line.t === 'closed') closed = line.seq;
    else if (line.t === 'unsub') {
      const connection = recorded.get(line.conn)!;
      const { request, response } = line;
      connection.unsubscribe = { request, response, after: connection.messages.length, ledger: closed };
    } else if (line.t === 'end') [first, last] = [line.first, line.last];
  }
}

/** What only a live node can tell: transactions before they are validated, validations. */
const ofNode = (message: any): boolean => message.status === 'proposed' || message.type === 'validationReceived';
const about = (messages: any[]): any[] => messages.filter((message) => !ofNode(message)).map(fromAnywhere);
/** Clio began one ledger before the recording, with its base state, which for us is no ledger to answer from. */
function fromAnywhere(message: any): any {
  const { validated_ledgers: range } = message;
  return range === undefined ? message : { ...message, validated_ledgers: range.replace(/^\d+/, 'first') };
}
const part = (messages: any[], changes: boolean): any[] =>
  messages.filter((message) => (message.type === 'bookChanges') === changes);

let ledgers: GrowingLedgers;
let api: RunningApi;
const listeners = new Map<string, Listener>();
const answers = new Map<string, any>();
const unsubscribed = new Map<string, any>();

beforeAll(async () => {
  await readRecorded();
  ledgers = await GrowingLedgers.open(new RecordingSource(shared(...stretch, 'recording.ndjson.gz')));
  await ledgers.growTo(first - 1);
  api = await runApi(ledgers.reader);
  for (const [name, { request }] of recorded) {
    if (!name.startsWith('clio/')) continue;
    const listener = await Listener.connect(api.ws);
    listeners.set(name, listener);
    answers.set(name, await listener.ask({ id: 1, ...request }));
  }
  const told = listeners.get('clio/ledger/v1')!;
  for (let ledger = first; ledger <= last; ledger += 1) {
    await ledgers.growTo(ledger);
    await told.until(({ messages }) => messages.length > ledger - first);
    // The ledger's transactions follow; the next poll begins only when they are out.
    const leaving = [...recorded].filter(
      ([name, { unsubscribe }]) => unsubscribe?.ledger === ledger && listeners.has(name),
    );
    const everything = listeners.get('clio/transactions/v1')!;
    const until = about(recorded.get('clio/transactions/v1')!.messages).filter((m) => m.ledger_index <= ledger).length;
    await everything.until(({ messages }) => messages.length >= until);
    for (const [name, { unsubscribe }] of leaving) {
      unsubscribed.set(name, await listeners.get(name)!.ask({ id: 2, ...unsubscribe!.request }));
    }
  }
  for (const listener of listeners.values()) await listener.settled();
});

afterAll(async () => {
  for (const listener of listeners.values()) await listener.end();
  await api?.close();
  await ledgers?.close();
});

const clioConnections = [
  'ledger/v1',
  'ledger/v2',
  'transactions/v1',
  'transactions/v2',
  'transactions_proposed/v1',
  'transactions_proposed/v2',
  'rt_transactions/v1',
  'book_changes/v1',
  'validations/v1',
  'manifests/v1',
  'server/v1',
  'peer_status/v1',
  'consensus/v1',
  'accounts/v1',
  'accounts/v2',
  'accounts_proposed/v1',
  'accounts_proposed/v2',
  'books_snapshot_both/v1',
  'books_snapshot_both/v2',
  'books_snapshot/v1',
  'books_both/v1',
  'books_plain/v1',
  'books_plain/v2',
  'mixed/v1',
  'mixed/v2',
];

it('has every connection of the recording', () => {
  expect(clioConnections.map((name) => `clio/${name}`).sort()).toEqual([...listeners.keys()].sort());
});

const bare = ({ warnings: _warnings, result, ...rest }: any): any => ({
  ...rest,
  result: result && fromAnywhere(result),
});

describe.each(clioConnections)('%s', (name) => {
  it('answers the subscription as Clio did', () => {
    const { response } = recorded.get(`clio/${name}`)!;
    expect(bare(answers.get(`clio/${name}`))).toEqual(bare(response));
  });

  it('tells what Clio told, in order', () => {
    const want = about(recorded.get(`clio/${name}`)!.messages);
    const got = about(listeners.get(`clio/${name}`)!.messages);
    // Clio tells book changes at any point among the transactions; the order of each is fixed.
    for (const changes of [true, false]) expect(part(got, changes)).toEqual(part(want, changes));
  });
});

it.each(['mixed/v1', 'mixed/v2'])('%s: orders one kind and another as rippled did', (name) => {
  const kinds = (messages: any[]): any[] => messages.map(({ type, ledger_index }) => [type, ledger_index]);
  const want = about(recorded.get(`rippled/${name}`)!.messages);
  expect(kinds(listeners.get(`clio/${name}`)!.messages)).toEqual(kinds(want));
});

it('ends a subscription as Clio did', () => {
  expect(unsubscribed.size).toBeGreaterThan(0);
  for (const [name, answer] of unsubscribed) {
    expect(bare(answer)).toEqual(bare(recorded.get(name)!.unsubscribe!.response));
  }
});

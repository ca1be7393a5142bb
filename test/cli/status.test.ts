import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { describe as describeAll } from '../../cli/status/describe';
import { coloured, Screen, uncoloured } from '../../cli/status/screen';
import type { Pipeline } from '../../schemas/pipeline';

const time = Date.parse('2026-11-29T14:00:00Z');
const process = { version: '1.2.3', since: time - 7_300_000, seen: time, memory: 212e6, eventLoopDelay: 0.0021 };

/** A pipeline in which everything is going on at once. */
const busy: Pipeline = {
  ...{ version: '1.2.3', networkId: 0, time },
  processes: [
    { roles: ['api'], host: 'api-1', pid: 12, ...process },
    { roles: ['consumer'], host: 'consumer-1', pid: 34, ...process, memory: 1.5e9 },
  ],
  sources: [
    {
      name: 'grpc://10.0.0.1:50051',
      kind: 'grpc',
      state: 'following',
      health: 1,
      asked: true,
      newest: 95000300,
      refused: 0,
    },
    {
      ...{ name: 'wss://s2.ripple.com', kind: 'websocket', state: 'waiting', why: 'no answer' },
      ...{ health: 0, asked: false, newest: 95000000, refused: 2 },
    },
  ],
  log: { first: 95000000, last: 95000300, closedAt: time - 4000 },
  verification: {
    ...{ verified: 1234, refused: 1, stateCheck: 'block', states: { proven: 1200, unproven: 34, failed: 0 } },
    lastRefusal: { ledgerIndex: 95000100, reason: 'ledger 95000100: wrong', time },
  },
  views: [
    { name: 'ledgers', generation: 1, ledgers: [{ first: 95000001, last: 95000299 }], lag: 1, ledgersPerSecond: 0.3 },
    {
      ...{
        name: 'state',
        generation: 2,
        ledgers: [{ first: 95000000, last: 95000300 }],
        lag: 0,
        ledgersPerSecond: 0.3,
      },
      rebuilding: { generation: 3, last: 95000150 },
    },
  ],
  groups: [{ name: 'millrace', views: ['ledgers', 'state'], members: 2, lag: 1 }],
  visible: { first: 95000001, last: 95000299, closedAt: time - 8000, age: 8 },
  coverage: {
    visible: [
      { first: 94990000, last: 94995000 },
      { first: 95000001, last: 95000299 },
    ],
    backfill: { missing: 20000, fetched: 5000, stretches: [{ first: 94980000, last: 94989999, reached: 94984999 }] },
  },
  clients: {
    ...{ webSockets: 12, subscriptions: 30, requestsPerSecond: 1234.4 },
    methods: [{ method: 'account_info', perSecond: 900, seconds: 0.0012 }],
  },
  rates: { ledgers: 0.3, transactions: 25, rows: 140.2 },
};

test('the picture from top to bottom', () => {
  const lines = describeAll(busy, uncoloured);
  expect(lines.join('\n')).toBe(`Millrace 1.2.3 · network 0 · 2026-11-29 14:00:00 UTC

sources    ● grpc://10.0.0.1:50051 · following · ledger 95000300
             wss://s2.ripple.com · waiting · ledger 95000000 · 2 refused · no answer
verified   1,234 ledgers · 1 refused · states: 1,200 proven · 34 unproven
           ledger 95000100: wrong
log        ledgers 95000000–95000300 · closed 4 s ago
views      ledgers               95000001–95000299 · 1 behind · 0.3 ledgers/s
           state                 95000000–95000300 · up to date · 0.3 ledgers/s · generation 2 · rebuilding as 3: 95000150
           together              0.3 ledgers/s · 25 transactions/s · 140 rows/s
groups     millrace: 2 processes · 2 views · 1 behind
visible    ledgers 95000001–95000299 · closed 8 s ago
history    ░░░░░░░░░░░░░░░░░░░░░░░▒███████████▒░░░░░░░░░░░▒ 94980000–95000300
           94990000–94995000 · 95000001–95000299
           fetching: 5,000 of 20,000 ledgers · 25%
           94980000–94989999: at 94984999
clients    1,234 requests/s · 12 WebSocket connections · 30 subscriptions
           account_info          900/s · 1.2 ms
processes  api                     api-1 12 · up 2 h · 212 MB · loop 2.1 ms late
           consumer                consumer-1 34 · up 2 h · 1.5 GB · loop 2.1 ms late`);
  const plain = describeAll(busy, coloured).map(stripVTControlCharacters);
  expect(plain).toEqual(lines);
});

test('what is wrong, and that alone, is red', () => {
  const red = /\x1b\[31m([^\x1b]*)/g; // eslint-disable-line no-control-regex
  const reds = (picture: Pipeline) =>
    [...describeAll(picture, coloured).join('\n').matchAll(red)].map(([, text]) => text);
  expect(reds(busy)).toEqual(['waiting', '2 refused', '1 refused', 'ledger 95000100: wrong']);
  const { visible } = busy;
  const old = { ...visible!, age: 90 };
  expect(reds({ ...busy, sources: busy.sources.slice(0, 1), visible: old })).toContain('closed 90 s ago');
  const read: Pipeline = { ...busy, sources: [{ ...busy.sources[0]!, state: 'read' }], visible: old };
  expect(reds(read)).not.toContain('closed 90 s ago');
});

test('where nothing runs and nothing is held, that is said', () => {
  const { version, networkId, clients, rates } = busy;
  const nothing = { processes: [], sources: [], views: [], groups: [], coverage: { visible: [] } };
  const empty = { version, networkId, time, clients, rates, ...nothing };
  const text = describeAll(empty, uncoloured).join('\n');
  for (const said of ['no producer runs', 'log        empty', 'no ledger yet', 'none runs'])
    expect(text).toContain(said);
});

/** A terminal of 20 columns and 4 rows. */
function terminal(): { input: ReadStream; output: WriteStream; drawn: () => string; modes: boolean[] } {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), { setRawMode: (raw: boolean) => modes.push(raw) });
  const output = Object.assign(new PassThrough(), { columns: 20, rows: 4 });
  const drawn = (): string => (output.read() as Buffer | null)?.toString() ?? '';
  return { input: input as unknown as ReadStream, output: output as unknown as WriteStream, drawn, modes };
}

test('the live view fits the terminal, is drawn anew when that changes, ends with q and leaves all as it was', async () => {
  const { input, output, drawn, modes } = terminal();
  let quit = 0;
  const screen = new Screen(input, output, () => quit++);
  expect(drawn()).toBe('\x1b[?1049h\x1b[?25l');
  screen.show(['one', coloured('a line that is far too long', 'good'), coloured('three', 'bad'), 'four']);
  const shown = stripVTControlCharacters(drawn()).split('\r\n');
  expect(shown).toEqual(['one', 'a line that is far …', 'three', 'q quits']);
  output.rows = 3;
  output.emit('resize');
  expect(stripVTControlCharacters(drawn()).split('\r\n')).toEqual(['one', 'a line that is far …', 'q quits']);
  (input as unknown as PassThrough).write('x');
  (input as unknown as PassThrough).write('q');
  await new Promise((resolve) => setImmediate(resolve));
  expect(quit).toBe(1);
  screen.close();
  expect([drawn(), modes]).toEqual(['\x1b[?25h\x1b[?1049l', [true, false]]);
});

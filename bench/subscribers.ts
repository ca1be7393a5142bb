import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { DataFolder } from '../cli/data-folder';
import { runConsumer, runProducer } from '../cli/pipeline';
import { createLogger } from '../kit/logger';
import { packageFile } from '../kit/package-root';
import { openSource } from '../producers/open-source';
import type { Source } from '../producers/source';
import type { Benchmark } from './benchmark';
import { memoryOf } from './memory-of';
import { startServer, type ServerProcess } from './server-process';

const idleCount = 5000;
const slowCount = 50;
const fastCount = 10;
/** Clients that connect at a time. */
const batch = 100;
const [before, last] = [15, 215];

const idleStream = { command: 'subscribe', streams: ['validations'] };
const busyStreams = { command: 'subscribe', streams: ['ledger', 'transactions', 'transactions_proposed'] };

interface Client {
  socket: WebSocket;
  /** Messages that are no answers. */
  messages: number;
  bytes: number;
  /** Whether a ledger was left out or came twice. */
  gap: boolean;
  ledger: number;
  closed: number | undefined;
}

/** Thousands of subscribers on one process: what each costs, and whether slow ones cost the others anything. */
export const subscribers: Benchmark = {
  name: 'subscribers',
  description: '5,000 idle subscribers and 50 that do not read, beside a bare WebSocket server',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-subscribers-'));
    const source = await openSource(packageFile('recordings', 'demo'));
    const data = new DataFolder(join(folder, 'data'));
    try {
      await ingest(data, upTo(source, before));
      const bare = await perConnection([packageFile('dist', 'bench', 'bare-websocket-server.js')]);
      await bare.server.stop();
      const program = [packageFile('dist', 'cli', 'main.js'), 'api', '--data', data.path, '--port', '0'];
      const millrace = await perConnection([...program, '--log-level', 'error']);
      try {
        console.log(`bytes per idle connection: ${millrace.bytes}, bare server ${bare.bytes}`);
        const told = await tell(millrace.server, () => ingest(data, source));
        return { idle: idleCount, bytes_each: millrace.bytes, bare_bytes_each: bare.bytes, ...told };
      } finally {
        await millrace.server.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function ingest(data: DataFolder, source: Source): Promise<void> {
  const never = new AbortController().signal;
  await runProducer(data, source, never);
  const tables = data.tables('fill');
  await runConsumer(data, tables, createLogger('warn'), { follow: false, signal: never });
  await tables.close();
}

function upTo(source: Source, end: number): Source {
  return {
    ...source,
    name: source.name,
    live: false,
    extent: () => source.extent(),
    async *ledgers(from) {
      for await (const segments of source.ledgers(from)) {
        const [first] = segments;
        if (first!.ledgerIndex > end) return;
        yield segments;
      }
    },
  };
}

/** Starts a server and connects the idle clients, which stay. */
async function perConnection(args: string[]): Promise<{ server: ServerProcess; bytes: number }> {
  const server = await startServer(args);
  await connect(server, batch, idleStream); // what is allocated once is so before it is measured
  const atFirst = residentBytes(server.pid);
  await connect(server, idleCount, idleStream);
  return { server, bytes: Math.round((residentBytes(server.pid) - atFirst) / idleCount) };
}

async function connect({ url }: ServerProcess, count: number, request: object): Promise<Client[]> {
  const clients: Client[] = [];
  while (clients.length < count) {
    const more = Array.from({ length: Math.min(batch, count - clients.length) }, () => open(url, request));
    clients.push(...(await Promise.all(more)));
  }
  return clients;
}

async function open(url: string, request: object): Promise<Client> {
  const socket = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
  const client: Client = { socket, messages: 0, bytes: 0, gap: false, ledger: 0, closed: undefined };
  socket.on('error', () => undefined);
  socket.on('close', (code) => (client.closed = code));
  await once(socket, 'open');
  socket.send(JSON.stringify(request));
  await once(socket, 'message');
  socket.on('message', (message: Buffer) => {
    client.messages += 1;
    client.bytes += message.length;
    const text = message.toString('latin1', 0, 60);
    if (!text.startsWith('{"type":"ledgerClosed"')) return;
    const ledger = Number(/"ledger_index":(\d+)/.exec(text)![1]);
    client.gap ||= client.ledger !== 0 && ledger !== client.ledger + 1;
    client.ledger = ledger;
  });
  return client;
}

/** Lets the chain grow while some read and some don't. */
async function tell(server: ServerProcess, grow: () => Promise<void>): Promise<Record<string, string | number>> {
  const fast = await connect(server, fastCount, busyStreams);
  const slow = await connect(server, slowCount, busyStreams);
  for (const { socket } of slow) socket.pause();
  const atFirst = residentBytes(server.pid);
  const started = performance.now();
  await grow();
  let quiet = 0;
  let [seen, most] = [-1, atFirst];
  while (quiet < 20) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = fast.reduce((sum, { messages }) => sum + messages, 0);
    quiet = now === seen && fast.every(({ ledger }) => ledger === last) ? quiet + 1 : 0;
    seen = now;
    most = Math.max(most, residentBytes(server.pid));
    if (performance.now() - started > 300_000) throw new Error('the fast clients were not told everything');
  }
  for (const { socket } of slow) socket.resume();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const complete = fast.filter(
    ({ gap, ledger, messages }) => !gap && ledger === last && messages === fast[0]!.messages,
  );
  // Told so with code 1008, or cut off (1006) when they did not even read that in time.
  const dropped = slow.filter(({ closed }) => closed === 1008 || closed === 1006);
  console.log(`each fast client got ${fast[0]!.messages} messages, ${fast[0]!.bytes} bytes`);
  return {
    fast_complete: `${complete.length}/${fast.length}`,
    slow_dropped: `${dropped.length}/${slow.length}`,
    grown_mib: ((most - atFirst) / 2 ** 20).toFixed(1),
  };
}

/** Not a number where it can't be known. */
const residentBytes = (pid: number): number => memoryOf(pid, 'VmRSS') ?? NaN;

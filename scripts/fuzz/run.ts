import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { AnyMethod } from '../../api/method';
import { Random } from './random';
import { Requests, type FuzzRequest } from './requests';
import { faultOf } from './well-formed';

export interface Fault extends FuzzRequest {
  readonly index: number;
  readonly fault: string;
  readonly answer: string;
}

export interface FuzzReport {
  readonly sent: number;
  readonly faults: readonly Fault[];
  /** Bytes of heap in use after collection, over the run; empty without `--expose-gc`. */
  readonly heap: readonly number[];
}

interface Answer {
  status: number;
  type: string;
  text: string;
}

/** Milliseconds after which a request counts as hanging. */
const patience = 20_000;

/** Sends `count` requests to an API at `port` of this machine, 8 at a time over HTTP, one at a time over each WebSocket. */
export async function fuzz(
  port: number,
  methods: ReadonlyMap<string, AnyMethod>,
  { seed, count, judge = faultOf }: { seed: number; count: number; judge?: typeof faultOf },
  seen?: (sent: FuzzRequest, text: string) => void,
): Promise<FuzzReport> {
  const requests = new Requests(new Random(seed), methods);
  const faults: Fault[] = [];
  const heap: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const socket = new Socket(port);
    while (next < count) {
      const index = next++;
      if (globalThis.gc && index % Math.ceil(count / 10) === 0) {
        globalThis.gc();
        heap.push(process.memoryUsage().heapUsed);
      }
      const sent = requests.next();
      const answer = sent.transport === 'http' ? await post(port, agent, sent.text) : await socket.send(sent.text);
      const fault = judge({ transport: sent.transport, ...answer });
      seen?.(sent, answer.text);
      if (fault) faults.push({ ...sent, index, fault, answer: answer.text });
    }
    agent.destroy();
    socket.close();
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return { sent: next, faults, heap };
}

function post(port: number, agent: Agent, text: string): Promise<Answer> {
  return new Promise((resolve) => {
    const failed = (why: string): void => resolve({ status: 0, type: '', text: why });
    const sent = request({ port, host: '127.0.0.1', method: 'POST', agent, timeout: patience }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      const type = response.headers['content-type'] ?? '';
      response.on('end', () => resolve({ status: response.statusCode!, type, text: Buffer.concat(chunks).toString() }));
    });
    sent.on('timeout', () => {
      failed('hangs');
      sent.destroy();
    });
    sent.on('error', (error) => failed(error.message));
    sent.end(text);
  });
}

/** Or else a message of a subscription; rippled says `error` of what it can't read. What is no JSON is an answer, and a wrong one. */
function isAnswer(text: string): boolean {
  try {
    const { type = 'response' } = JSON.parse(text) as { type?: string };
    return type === 'response' || type === 'error';
  } catch {
    return true;
  }
}

/** A connection that answers one message after the other. */
class Socket {
  private socket: WebSocket | undefined;

  constructor(private readonly port: number) {}

  async send(text: string): Promise<Answer> {
    const socket = await this.open();
    socket.send(text);
    return new Promise((resolve) => {
      const finish = (status: number, answer: string): void => {
        clearTimeout(timer);
        socket.removeAllListeners('message').removeAllListeners('close');
        resolve({ status, type: '', text: answer });
      };
      const timer = setTimeout(() => finish(0, 'hangs'), patience);
      socket.on('close', (code) => finish(0, `closed with ${code}`));
      socket.on('message', (data: Buffer) => {
        const message = data.toString();
        if (isAnswer(message)) finish(200, message);
      });
    });
  }

  private async open(): Promise<WebSocket> {
    if (this.socket?.readyState === WebSocket.OPEN) return this.socket;
    this.socket = new WebSocket(`ws://127.0.0.1:${this.port}`);
    await once(this.socket, 'open');
    return this.socket;
  }

  close(): void {
    this.socket?.close();
  }
}

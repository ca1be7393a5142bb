import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import { NodeError } from './node-error';
import { asAnswer } from './unread-request';
import { whyUnreachable } from './why-unreachable';

/** A message of rippled's WebSocket API, either way. */
export type Message = Record<string, unknown>;

export interface ConnectionOptions {
  /** Headers of the handshake. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds for the whole handshake. */
  readonly connectTimeout: number;
}

/** Milliseconds without a word after which TCP asks the other end whether it is there. */
const silence = 30_000;

interface Waiting {
  resolve(answer: Message): void;
  reject(error: NodeError): void;
  timer: NodeJS.Timeout;
}

interface Events {
  /** A subscription message: anything that answers no request. */
  message: [Message];
  closed: [NodeError];
}

/** One WebSocket to a node, from handshake to close: requests matched to their answers by id, each with a deadline. */
export class Connection extends EventEmitter<Events> {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private end: NodeError | undefined;

  private constructor(
    readonly url: string,
    private readonly socket: WebSocket,
  ) {
    super();
    socket.on('message', (data: Buffer) => this.receive(data));
    socket.on('error', (error) => this.fail(new NodeError('lost', `${url}: ${error.message}`)));
    socket.on('close', (code) => this.fail(new NodeError('lost', `${url} closed the connection (${code})`)));
  }

  /** @throws NodeError unreachable. */
  static open(url: string, { headers, connectTimeout }: ConnectionOptions): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, {
        handshakeTimeout: Math.max(1, connectTimeout),
        perMessageDeflate: false,
        maxPayload: 256 << 20, // A page of ledger_data or an expanded ledger is far smaller.
        headers: { ...headers },
      });
      const failed = (error: Error): void =>
        reject(new NodeError('unreachable', `${url} can't be reached: ${whyUnreachable(url, String(error))}`));
      socket.once('error', failed);
      // A node whose machine is gone says nothing, and a search for paths waits for what it says.
      socket.once('upgrade', (answer) => answer.socket.setKeepAlive(true, silence));
      socket.once('open', () => {
        socket.off('error', failed);
        resolve(new Connection(url, socket));
      });
    });
  }

  get open(): boolean {
    return this.end === undefined;
  }

  /** Requests that have no answer yet. */
  get pending(): number {
    return this.waiting.size;
  }

  /**
   * The whole answer, with our own `id` in it; a rippled error is an answer too.
   * @param timeout milliseconds
   * @throws NodeError lost, timeout or unreadable
   */
  request(members: Message, timeout: number): Promise<Message> {
    if (this.end) return Promise.reject(this.end);
    const id = (this.lastId += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        const command = String(members['command']);
        reject(new NodeError('timeout', `${this.url} did not answer ${command} within ${timeout} ms`));
      }, timeout);
      this.waiting.set(id, { resolve, reject, timer });
      this.socket.send(JSON.stringify({ ...members, id }));
    });
  }

  close(): void {
    this.fail(new NodeError('lost', `the connection to ${this.url} was closed here`));
  }

  private receive(data: Buffer): void {
    let message: unknown;
    try {
      message = JSON.parse(data.toString());
    } catch {
      message = undefined;
    }
    if (typeof message !== 'object' || message === null || Array.isArray(message)) {
      // Whose answer it was can't be known, nor whether the next can be trusted.
      this.fail(new NodeError('unreadable', `${this.url} sent something that is not a JSON object`));
      return;
    }
    const members = message as Message;
    const answer = members['type'] === 'response' ? members : asAnswer(members);
    if (!answer) {
      this.emit('message', members);
      return;
    }
    const waiting = this.waiting.get(answer['id'] as number);
    if (!waiting) return; // Its deadline has passed.
    this.waiting.delete(answer['id'] as number);
    clearTimeout(waiting.timer);
    waiting.resolve(answer);
  }

  private fail(error: NodeError): void {
    if (this.end) return;
    this.end = error;
    this.socket.terminate();
    for (const waiting of this.waiting.values()) {
      clearTimeout(waiting.timer);
      waiting.reject(error);
    }
    this.waiting.clear();
    this.emit('closed', error);
  }
}

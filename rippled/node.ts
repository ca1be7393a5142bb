import { EventEmitter } from 'node:events';
import { backoff } from './backoff';
import { Connection, type Message } from './connection';
import { NodeError } from './node-error';
import { readServerInfo } from './server-info';

/**
 * Where a node stands:
 *
 *     connecting ──► subscribing ──► following ◄──► lagging
 *         ▲               │              │             │
 *         └── waiting ◄───┴──────────────┴─────────────┘      and from anywhere: stopped
 */
export type NodeState = 'connecting' | 'subscribing' | 'following' | 'lagging' | 'waiting' | 'stopped';

export interface NodeOptions {
  readonly url: string;
  /** What to follow beside `ledger`, which shows whether the node does. */
  readonly streams?: readonly string[];
  /** Milliseconds for a handshake or a subscription. */
  readonly timeout?: number;
  /**
   * Milliseconds without a closed ledger after which the node is asked how it is. One in standalone mode, which closes
   * ledgers when it is told to, goes on following; any other lags, and is reconnected when it doesn't answer, or has
   * closed ledgers without saying so.
   */
  readonly lagAfter?: number;
  /** Milliseconds to wait after so many failures. */
  readonly backoff?: (failures: number) => number;
}

interface Events {
  state: [state: NodeState, why: string];
  /** A subscription message, `ledgerClosed` included. */
  message: [Message];
}

/** How much one outcome weighs in the health score. */
const weight = 0.2;

/** A standing connection to a node, kept up until it is stopped. */
export class Node extends EventEmitter<Events> {
  readonly url: string;
  private current: NodeState = 'waiting';
  private connection: Connection | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private successRate = 1;
  /** The newest ledger it said it has. */
  private newest = 0;
  private readonly streams: string[];
  private readonly timeout: number;
  private readonly lagAfter: number;
  private readonly backoff: (failures: number) => number;

  constructor(options: NodeOptions) {
    super();
    this.url = options.url;
    this.streams = [...new Set(['ledger', ...(options.streams ?? [])])];
    this.timeout = options.timeout ?? 10_000;
    this.lagAfter = options.lagAfter ?? 20_000;
    this.backoff = options.backoff ?? backoff;
  }

  get state(): NodeState {
    return this.current;
  }

  /** From 0 to 1: the share of late requests that succeeded, halved while the node lags, a tenth while it is away. */
  get health(): number {
    const standing = this.current === 'following' ? 1 : this.current === 'lagging' ? 0.5 : 0.1;
    return this.successRate * standing;
  }

  start(): void {
    if (this.current === 'waiting' && !this.timer) void this.connect();
  }

  stop(): void {
    this.enter('stopped', 'it was stopped');
    this.connection?.close();
  }

  /** Counts an outcome that others had with this node. */
  record(succeeded: boolean): void {
    this.successRate += weight * ((succeeded ? 1 : 0) - this.successRate);
  }

  /**
   * The whole answer, errors of rippled's included.
   * @throws NodeError
   */
  async request(members: Message, timeout = this.timeout): Promise<Message> {
    const { connection } = this;
    if (!connection?.open) throw new NodeError('unreachable', `${this.url} is not connected (${this.current})`);
    try {
      const answer = await connection.request(members, timeout);
      this.record(true);
      return answer;
    } catch (error) {
      this.record(false);
      throw error;
    }
  }

  private async connect(): Promise<void> {
    this.enter('connecting', 'it is time to');
    try {
      const connection = await Connection.open(this.url, { connectTimeout: this.timeout });
      if (this.stopped()) return connection.close();
      this.connection = connection;
      connection.on('message', (message) => this.receive(message));
      this.enter('subscribing', 'it is connected');
      const answer = await connection.request({ command: 'subscribe', streams: this.streams }, this.timeout);
      if (answer['status'] !== 'success') {
        connection.close();
        throw new NodeError('unreadable', `${this.url} refused the subscription: ${String(answer['error'])}`);
      }
      if (this.stopped()) return;
      if (!connection.open) throw new NodeError('lost', `${this.url} closed the connection after subscribing`);
      connection.once('closed', (error) => this.retry(error.message));
      this.failures = 0;
      this.newest = Number((answer['result'] as Message | undefined)?.['ledger_index'] ?? 0);
      this.watch('subscribed');
    } catch (error) {
      this.connection?.close();
      this.retry((error as Error).message);
    }
  }

  private receive(message: Message): void {
    const following = this.current === 'following' || this.current === 'lagging';
    if (following && message['type'] === 'ledgerClosed') {
      this.newest = Number(message['ledger_index']);
      this.watch(`ledger ${this.newest} closed`);
    }
    this.emit('message', message);
  }

  /** The node is alive: expects its next ledger in time. */
  private watch(why: string): void {
    this.enter('following', why);
    this.expectWithin(this.lagAfter);
  }

  private expectWithin(milliseconds: number): void {
    this.timer = setTimeout(() => void this.inquire(), milliseconds);
  }

  /** No ledger closed in time: how is it? Whatever it says or closes meanwhile ends the question. */
  private async inquire(): Promise<void> {
    const asked = this.timer;
    const { connection, current, lagAfter } = this;
    const answer = await connection!
      .request({ command: 'server_info' }, Math.min(this.timeout, lagAfter))
      .catch(() => undefined);
    if (this.timer !== asked || this.connection !== connection) return;
    const { newest = 0, isStandalone = false } = (answer && readServerInfo(answer)) ?? {};
    const toldAll = newest > 0 && newest <= this.newest;
    if (isStandalone && toldAll) return this.expectWithin(lagAfter);
    if (current === 'lagging' && !toldAll) return connection!.close();
    this.enter('lagging', `no ledger closed for ${lagAfter} ms`);
    this.expectWithin(3 * lagAfter);
  }

  private retry(why: string): void {
    if (this.stopped()) return;
    this.connection = undefined;
    this.failures += 1;
    this.record(false);
    this.enter('waiting', why);
    this.timer = setTimeout(() => void this.connect(), this.backoff(this.failures));
  }

  private stopped(): boolean {
    return this.current === 'stopped';
  }

  private enter(state: NodeState, why: string): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (state === this.current) return;
    this.current = state;
    this.emit('state', state, why);
  }
}

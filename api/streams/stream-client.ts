import type { WebSocket } from 'ws';
import type { Logger } from '../../kit/logger';
import type { ApiVersion } from '../call';
import type { Nodes } from '../../rippled/nodes';
import { PathFinding } from './path-finding';
import type { Publisher } from './publisher';
import type { AccountHistory, HistoryListener } from './account-history';
import type { Subscriber } from './subscriber';
import { historyTopic, type Topic } from './topics';

/** What may wait for a client that reads too slowly. */
export interface QueueLimits {
  /** Messages; as many as Clio lets wait. */
  readonly messages: number;
  /** Bytes. */
  readonly bytes: number;
}

export const defaultQueueLimits: QueueLimits = { messages: 1500, bytes: 16 << 20 };

/** What one connection may listen to. Each takes memory, and a history of its own reads as fast as it is read. */
const mostTopics = 10_000;
const mostHistories = 100;

/** Messages waiting for a client below which a history goes on. */
const fewWaiting = 100;
/** Close codes of RFC 6455 and its registry. */
const policyViolation = 1008;
const tryAgainLater = 1013;
/** Milliseconds that a dropped client gets to read why, before its connection is cut. */
const graceTime = 5000;

/** The subscriber's side of one WebSocket connection: its subscriptions, and what waits to be sent to it. */
export class StreamClient implements Subscriber, HistoryListener {
  /** As its last `subscribe` said; messages take its shape. */
  apiVersion: ApiVersion = 1;
  private readonly topics = new Set<Topic>();
  private waiting = 0;
  private holds = 0;
  private held: Buffer[] = [];
  private gone = false;
  private readonly histories = new Map<string, AccountHistory>();
  private roomWanted: (() => void)[] = [];
  private paths: PathFinding | undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly address: string,
    private readonly publisher: Publisher,
    private readonly limits: QueueLimits,
    private readonly logger: Logger,
  ) {}

  position(newest: number): number {
    return this.publisher.position(newest);
  }

  subscribe(topics: readonly Topic[], after: number, apiVersion: ApiVersion): boolean {
    if (this.gone) return true;
    if (new Set([...this.topics, ...topics]).size > mostTopics) return false;
    this.apiVersion = apiVersion;
    for (const topic of topics) {
      this.topics.add(topic);
      this.publisher.subscriptions.add(topic, this, after);
    }
    return true;
  }

  unsubscribe(topics: Iterable<Topic>): void {
    for (const topic of topics) {
      this.topics.delete(topic);
      this.publisher.subscriptions.remove(topic, this);
    }
  }

  followHistory(account: Buffer, after: number, exists: boolean): boolean {
    const key = account.toString('hex');
    if (this.gone || this.histories.has(key) || this.histories.size >= mostHistories) return false;
    this.histories.set(key, this.publisher.history(account, after, exists, this));
    return true;
  }

  leaveHistory(account: Buffer, historyOnly: boolean): void {
    const key = account.toString('hex');
    const history = this.histories.get(key);
    history?.stop();
    if (!history || historyOnly) return;
    this.publisher.subscriptions.remove(historyTopic(account), history);
    this.histories.delete(key);
  }

  room(): Promise<void> {
    if (this.gone || this.waiting < fewWaiting) return Promise.resolve();
    return new Promise((resolve) => this.roomWanted.push(resolve));
  }

  pathFinding(nodes: Nodes): PathFinding {
    this.paths ??= new PathFinding(nodes, this.address, (message) => this.send(message), this.logger);
    return this.paths;
  }

  /** Keeps messages back until `release`, so that none overtakes the answer that begins a subscription. */
  hold(): void {
    this.holds += 1;
  }

  release(): void {
    this.holds -= 1;
    if (this.holds > 0) return;
    const { held } = this;
    this.held = [];
    for (const message of held) this.pass(message);
  }

  /** A client for which too much waits already is dropped instead. */
  send(message: Buffer): void {
    if (this.gone) return;
    if (this.waiting >= this.limits.messages || this.socket.bufferedAmount > this.limits.bytes) {
      this.drop(policyViolation, 'too slow: too many messages wait to be read');
      return;
    }
    this.waiting += 1;
    if (this.holds > 0) this.held.push(message);
    else this.pass(message);
  }

  interrupt(reason: string): void {
    if (this.gone) return;
    this.drop(tryAgainLater, reason);
  }

  /** The connection has closed. */
  leave(): void {
    this.gone = true;
    this.held = [];
    this.paths?.close();
    for (const account of [...this.histories.keys()]) this.leaveHistory(Buffer.from(account, 'hex'), false);
    this.makeRoom();
    this.unsubscribe([...this.topics]);
  }

  private pass(message: Buffer): void {
    this.socket.send(message, { binary: false }, () => {
      this.waiting -= 1;
      if (this.waiting < fewWaiting) this.makeRoom();
    });
  }

  private makeRoom(): void {
    for (const resolve of this.roomWanted.splice(0)) resolve();
  }

  private drop(code: number, reason: string): void {
    const { waiting, address } = this;
    this.logger.warn({ code, reason, address, waiting, bytes: this.socket.bufferedAmount }, 'a subscriber is dropped');
    this.leave();
    this.socket.close(code, reason);
    const cut = setTimeout(() => this.socket.terminate(), graceTime).unref();
    this.socket.once('close', () => clearTimeout(cut));
  }
}

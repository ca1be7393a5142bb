import { AnswerError, type ErrorAnswer } from './answer-error';

export type ConnectionStatus = 'connecting' | 'open' | 'lost';

interface Pending {
  readonly command: string;
  readonly params: object;
  resolve(result: unknown): void;
  reject(error: Error): void;
  sent: boolean;
  tries: number;
}

export interface Subscription {
  readonly params: object;
  /** After each (re)connection; the answer names the ledger after which messages follow. */
  onSubscribed?(answer: Record<string, unknown>): void;
  onRefused?(error: Error): void;
  onMessage(message: Record<string, unknown>): void;
}

const longestWait = 15_000;
const answerWithin = 30_000;
/** Errors that pass by themselves. */
const passing = new Set(['slowDown', 'tooBusy']);

/**
 * One WebSocket connection to the server that the page came from. It is opened again whenever it ends; requests that
 * had no answer are asked again (they only read), and subscriptions are made again.
 */
export class Connection {
  status: ConnectionStatus = 'connecting';
  private socket: WebSocket | undefined;
  private failures = 0;
  private timer: number | undefined;
  private nextId = 1;
  private readonly pending = new Map<number, Pending>();
  private readonly subscriptions = new Set<Subscription>();
  private readonly watchers = new Set<() => void>();

  constructor(private readonly url: string) {
    this.open();
    addEventListener('online', () => this.retryNow());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.retryNow());
  }

  /** @returns the result; rejects with an AnswerError when that is an error */
  ask<T>(command: string, params: object = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const request = { command, params, resolve: resolve as (result: unknown) => void, reject, sent: false, tries: 0 };
      this.send(this.nextId++, request);
    });
  }

  /** @returns what ends it */
  subscribe(subscription: Subscription): () => void {
    this.subscriptions.add(subscription);
    if (this.status === 'open') this.beginSubscription(subscription);
    return () => {
      this.subscriptions.delete(subscription);
      const key = JSON.stringify(subscription.params);
      const others = [...this.subscriptions].some(({ params }) => JSON.stringify(params) === key);
      if (others || this.status !== 'open') return;
      // What it said is of no interest any more, and neither is why it could not be ended.
      this.ask('unsubscribe', subscription.params).catch(() => undefined);
    };
  }

  /** Resolves once it is open; at once when it is. */
  async whenOpen(): Promise<void> {
    while (this.status !== 'open') {
      await new Promise<void>((resolve) => {
        const stop = this.watch(() => {
          stop();
          resolve();
        });
      });
    }
  }

  /** Calls back on every change of status. */
  watch(callback: () => void): () => void {
    this.watchers.add(callback);
    return () => this.watchers.delete(callback);
  }

  private open(): void {
    this.timer = undefined;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => {
      this.failures = 0;
      this.become('open');
      for (const [id, request] of this.pending) this.send(id, request);
      for (const subscription of this.subscriptions) this.beginSubscription(subscription);
    };
    socket.onmessage = ({ data }) => this.receive(JSON.parse(String(data)) as Record<string, unknown>);
    socket.onclose = () => {
      this.become('lost');
      for (const request of this.pending.values()) request.sent = false;
      const wait = Math.min(longestWait, 500 * 2 ** this.failures++) * (0.75 + Math.random() / 2);
      this.timer = window.setTimeout(() => this.open(), wait);
    };
  }

  private retryNow(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.open();
  }

  private become(status: ConnectionStatus): void {
    this.status = status;
    for (const callback of this.watchers) callback();
  }

  private send(id: number, request: Pending): void {
    this.pending.set(id, request);
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    request.sent = true;
    this.socket.send(JSON.stringify({ api_version: 2, ...request.params, id, command: request.command }));
    window.setTimeout(() => {
      if (request.sent && this.pending.delete(id))
        request.reject(new Error('The server has not answered for 30 seconds.'));
    }, answerWithin);
  }

  private receive(message: Record<string, unknown>): void {
    const request = typeof message['id'] === 'number' ? this.pending.get(message['id']) : undefined;
    if (!request) {
      for (const subscription of this.subscriptions) subscription.onMessage(message);
      return;
    }
    const id = message['id'] as number;
    this.pending.delete(id);
    if (message['status'] === 'success') return request.resolve(message['result']);
    if (passing.has(String(message['error'])) && request.tries < 4) {
      request.tries += 1;
      window.setTimeout(() => this.send(id, request), 1000 * request.tries);
      return;
    }
    request.reject(new AnswerError(message as unknown as ErrorAnswer));
  }

  private beginSubscription(subscription: Subscription): void {
    this.ask<Record<string, unknown>>('subscribe', subscription.params).then(
      (answer) => this.subscriptions.has(subscription) && subscription.onSubscribed?.(answer),
      // Who asks for what the server can't tell shows what it knows otherwise.
      (error: Error) => subscription.onRefused?.(error),
    );
  }
}

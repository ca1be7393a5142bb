import type { WebSocket } from 'ws';
import type { Dispatcher } from './dispatch';
import { webSocketForm } from './as-rippled/websocket-form';
import type { Outcome } from './envelope';
import { webSocketForwarded } from './forwarded-envelope';
import { ForwardedAnswer } from './forwarding';
import { RpcError } from './rpc-error';
import type { StreamClient } from './streams/stream-client';
import type { AddressLimits } from './protection/address-limits';
import { clioWebSocket, type WebSocketForm } from './websocket-form';

/** Requests of one connection whose answers it has not taken yet; while there are more, no more is read from it. */
const maxInFlight = 64;
/** Bytes of answers that a client has not taken yet. */
const maxWaiting = 16 << 20;

/** Close code of RFC 6455. */
const policyViolation = 1008;

/** One client's connection: answers each message as soon as its answer is there, in any order. */
export class WebSocketSession {
  private inFlight = 0;
  private draining = false;
  private readonly clientAddress: string;
  private readonly isAdmin: boolean;

  constructor(
    private readonly socket: WebSocket,
    private readonly dispatcher: Dispatcher,
    { address, isAdmin }: { readonly address: string; readonly isAdmin: boolean },
    private readonly subscriber: StreamClient,
    private readonly limits: AddressLimits,
  ) {
    this.clientAddress = address;
    this.isAdmin = isAdmin;
  }

  receive(data: Buffer): void {
    if (this.draining) return;
    this.inFlight += 1;
    this.readOrWait();
    void this.answer(data.toString()).then(() => {
      this.inFlight -= 1;
      this.readOrWait();
      if (this.draining && this.inFlight === 0) this.goAway();
    });
  }

  /** Takes no more requests and closes once those taken are answered. */
  drain(): void {
    this.draining = true;
    if (this.inFlight === 0) this.goAway();
  }

  private readOrWait(): void {
    if (this.inFlight >= maxInFlight || this.socket.bufferedAmount > maxWaiting) this.socket.pause();
    else if (this.socket.isPaused) this.socket.resume();
  }

  private get form(): WebSocketForm {
    return this.dispatcher.peer === 'rippled' ? webSocketForm : clioWebSocket;
  }

  private goAway(): void {
    this.socket.close(1001, 'the server is going away');
  }

  private async answer(text: string): Promise<void> {
    if (this.socket.readyState !== this.socket.OPEN) return; // Nobody waits for the answer (C#211).
    const read = this.form.read(text, this.clientAddress);
    const weight = 'call' in read ? this.dispatcher.weightOf(read.call.method) : 1;
    const verdict = this.limits.request(this.clientAddress, weight);
    if (verdict === 'cut') return this.socket.close(policyViolation, 'too many requests');
    if (verdict === 'refused') {
      const request = 'members' in read ? read : read.request;
      return this.send(this.form.error(new RpcError('slowDown'), request, text));
    }
    if ('error' in read) return this.send(this.form.error(read.error, read.request, text));
    const { subscriber } = this;
    const subscribes = read.call.method === 'subscribe' || read.call.method === 'path_find';
    if (subscribes) subscriber.hold();
    const render = ({ answer, warnings: given }: Outcome): string => {
      const warnings: typeof given = verdict === 'near' && given ? [...given, 'rateLimit'] : given;
      const { form } = this; // which is known by now, be it the first request
      if (answer instanceof RpcError) return form.error(answer, read, text, warnings);
      if (answer instanceof ForwardedAnswer) return webSocketForwarded(answer, warnings ?? []);
      return form.success(answer, read.members, warnings ?? []);
    };
    const answer = await this.dispatcher.answer(
      this.isAdmin ? { ...read.call, isAdmin: true } : read.call,
      render,
      subscriber,
    );
    const taken = this.send(answer);
    if (subscribes) subscriber.release();
    return taken;
  }

  /** Resolves when the text has left for the client, or the client has gone. */
  private send(text: string): Promise<void> {
    this.limits.answered(this.clientAddress, text.length);
    if (this.socket.readyState !== this.socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => this.socket.send(text, () => resolve()));
  }
}

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/* eslint-disable @typescript-eslint/no-explicit-any */

/** How the double takes a request. */
export type Behaviour =
  | 'answer'
  | 'hang'
  /** Closes the connection in place of an answer. */
  | 'drop'
  /** Answers with something that is not JSON. */
  | 'garbage'
  /** Sends the request back, as rippled does with what its reader of JSON doesn't take. */
  | 'unread'
  /** Answers after so many milliseconds. */
  | { delay: number };

/** The members of a WebSocket answer but for its `id`: `result` and `status`, or `error` and so on. */
export type Answer = (request: Record<string, any>) => Record<string, any>;

export const unknownMethod: Answer = (request) => ({
  error: 'unknownCmd',
  error_code: 32,
  error_message: 'Unknown method.',
  request,
  status: 'error',
});

/** A rippled stand-in on real sockets: WebSocket and HTTP on one port, with the answers it is given. */
export class RippledDouble {
  behaviour: Behaviour = 'answer';
  /** Every request that came, subscriptions apart. */
  readonly requests: Record<string, any>[] = [];
  /** The headers of every handshake. */
  readonly handshakes: IncomingHttpHeaders[] = [];
  /** What `server` answers beside its messages. */
  introduction: Record<string, any> = {};
  /** Streams by connection. */
  private readonly followers = new Map<WebSocket, Set<string>>();
  private readonly http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, params } = JSON.parse(Buffer.concat(chunks).toString());
      const command = { ...params?.[0], command: method };
      const deliver = (text: string) => response.end(text);
      this.take(
        command,
        deliver,
        () => request.socket.destroy(),
        ({ result, ...rest }) => ({
          result: { ...(result ?? rest), status: rest['status'] },
        }),
      );
    });
  });
  private readonly webSocket = new WebSocketServer({ server: this.http });

  private constructor(private readonly answer: Answer) {
    this.webSocket.on('connection', (socket, handshake) => {
      this.handshakes.push(handshake.headers);
      socket.on('close', () => this.followers.delete(socket));
      socket.on('message', (data: Buffer) => {
        const request = JSON.parse(data.toString());
        this.take(
          request,
          (text) => socket.send(text),
          () => socket.terminate(),
          (answer) => ({ ...answer, id: request.id, type: 'response' }),
          (streams) => this.followers.set(socket, streams(this.followers.get(socket) ?? new Set())),
        );
      });
    });
  }

  /** @param port 0 takes a free one. */
  static async start(answer: Answer = unknownMethod, port = 0): Promise<RippledDouble> {
    const double = new RippledDouble(answer);
    double.http.listen(port, '127.0.0.1');
    await once(double.http, 'listening');
    return double;
  }

  get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Sends a message to every connection that subscribed to that stream. */
  publish(message: Record<string, any>, stream = 'ledger'): void {
    for (const [socket, streams] of this.followers) if (streams.has(stream)) socket.send(JSON.stringify(message));
  }

  /** The streams that anybody follows, `ledger` apart, once for each connection. */
  get followed(): string[] {
    return [...this.followers.values()].flatMap((streams) => [...streams]).filter((name) => name !== 'ledger');
  }

  /** Sends a message to every connection, subscribed or not. */
  say(message: Record<string, any>): void {
    for (const socket of this.webSocket.clients) socket.send(JSON.stringify(message));
  }

  /** How many there are. */
  get connections(): number {
    return this.webSocket.clients.size;
  }

  closeLedger(ledgerIndex: number): void {
    this.publish({ type: 'ledgerClosed', ledger_index: ledgerIndex });
  }

  /** Cuts every connection and goes on listening. */
  dropAll(): void {
    for (const socket of this.webSocket.clients) socket.terminate();
  }

  async stop(): Promise<void> {
    this.dropAll();
    this.http.closeAllConnections();
    await new Promise((closed) => this.http.close(closed));
  }

  private take(
    request: Record<string, any>,
    deliver: (text: string) => void,
    cut: () => void,
    wrap: (answer: Record<string, any>) => object,
    follow?: (change: (streams: Set<string>) => Set<string>) => void,
  ): void {
    const subscribing = /^(un)?subscribe$/.test(request['command']) && follow !== undefined;
    if (!subscribing) this.requests.push(request);
    if (this.behaviour === 'hang') return;
    if (this.behaviour === 'drop') return cut();
    if (this.behaviour === 'garbage') return deliver('<html>');
    if (this.behaviour === 'unread') {
      return deliver(JSON.stringify({ type: 'error', error: 'jsonInvalid', value: JSON.stringify(request) }));
    }
    if (subscribing) follow((streams) => changed(streams, request));
    const result = request['streams']?.includes('server') ? this.introduction : {};
    const answer = subscribing ? { result, status: 'success' } : this.answer(request);
    const text = JSON.stringify(wrap(answer));
    if (typeof this.behaviour === 'object') setTimeout(() => deliver(text), this.behaviour.delay);
    else deliver(text);
  }
}

function changed(streams: Set<string>, { command, streams: named = [] }: Record<string, any>): Set<string> {
  if (command === 'subscribe') return new Set([...streams, ...named]);
  return new Set([...streams].filter((name) => !named.includes(name)));
}

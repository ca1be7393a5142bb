import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Logger } from '../kit/logger';
import type { Dispatcher } from './dispatch';
import { HttpHandler } from './http-handler';
import type { Publisher } from './streams/publisher';
import { defaultQueueLimits, StreamClient, type QueueLimits } from './streams/stream-client';
import { WebSocketSession } from './websocket-session';

export interface ServerLimits {
  /** Bytes of an HTTP body. */
  readonly maxBody: number;
  /** Bytes of a WebSocket message. */
  readonly maxMessage: number;
  /** Milliseconds that requests in progress get when the server closes. */
  readonly drainTime: number;
  /** What may wait for a slow subscriber. */
  readonly queue: QueueLimits;
}

/** As large as Clio takes them. */
export const defaultLimits: ServerLimits = {
  maxBody: 1 << 20,
  maxMessage: 16 << 20,
  drainTime: 5000,
  queue: defaultQueueLimits,
};

/** HTTP and WebSocket on one port. */
export class ApiServer {
  private readonly http: Server;
  private readonly handler: HttpHandler;
  private readonly webSocket: WebSocketServer;
  private readonly sessions = new Map<WebSocket, WebSocketSession>();

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly publisher: Publisher,
    private readonly logger: Logger,
    private readonly limits: ServerLimits = defaultLimits,
  ) {
    this.handler = new HttpHandler(dispatcher, limits.maxBody);
    this.http = createServer((request, response) => {
      this.handler.handle(request, response).catch((error: unknown) => {
        // The client went away in the middle of its request: there is nobody to answer.
        if (!request.complete) return;
        logger.error({ err: error }, 'an HTTP request could not be answered');
        response.destroy();
      });
    });
    // A client that dawdles over its headers or body (slowloris) gives its place to another.
    this.http.headersTimeout = 10_000;
    this.http.requestTimeout = 30_000;
    this.http.keepAliveTimeout = 60_000;
    this.webSocket = new WebSocketServer({
      noServer: true,
      maxPayload: limits.maxMessage,
      perMessageDeflate: false,
      clientTracking: false,
    });
    this.http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.webSocket.handleUpgrade(request, socket, head, (client) => this.connect(client, request));
    });
  }

  /** Resolves with the port, which the system chooses when 0 is asked for. */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
      this.http.listen(port, host, resolve);
    });
    this.http.removeAllListeners('error');
    this.http.on('error', (error) => this.logger.error({ err: error }, 'the API server failed'));
    return (this.http.address() as AddressInfo).port;
  }

  /** Takes no more requests, finishes those taken, and closes every connection. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()));
    this.handler.draining = true;
    this.http.closeIdleConnections();
    await this.publisher.close();
    for (const session of this.sessions.values()) session.drain();
    const deadline = setTimeout(() => {
      this.http.closeAllConnections();
      for (const socket of this.sessions.keys()) socket.terminate();
    }, this.limits.drainTime);
    await closed;
    clearTimeout(deadline);
  }

  private connect(socket: WebSocket, request: IncomingMessage): void {
    const { dispatcher, publisher, logger, limits } = this;
    const address = request.socket.remoteAddress ?? '';
    const subscriber = new StreamClient(socket, address, publisher, limits.queue, logger);
    const session = new WebSocketSession(socket, dispatcher, address, subscriber);
    this.sessions.set(socket, session);
    socket.on('message', (data: Buffer) => session.receive(data));
    socket.on('close', () => {
      this.sessions.delete(socket);
      subscriber.leave();
    });
    // Broken frames and oversized messages: ws closes the connection itself, with the code that says so.
    socket.on('error', () => undefined);
  }
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const where = `${host}:${port}`;
  const advice: Record<string, string> = {
    EADDRINUSE: `the API can't listen on ${where}: something else does. Stop it, or choose another port`,
    EACCES: `the API may not listen on ${where}: choose a port above 1023`,
    EADDRNOTAVAIL: `the API can't listen on ${where}: this machine has no such address`,
  };
  const message = advice[error.code ?? ''];
  return message === undefined ? error : new Error(message, { cause: error });
}

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import { createServer as createListener, type AddressInfo, type Server as Listener, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { listenError } from '../kit/listen-error';
import type { Logger } from '../kit/logger';
import type { Dispatcher } from './dispatch';
import type { AddressList } from './address-list';
import { HttpHandler, type Shown } from './http-handler';
import type { AddressLimits } from './protection/address-limits';
import type { AdminPassword } from './protection/admin-password';
import { clientAddress, plain } from './protection/client-address';
import { asksForWebSocket, withoutWish } from './protection/other-upgrade';
import { expectSignsOfLife } from './protection/signs-of-life';
import { readProxyHeader } from './protection/proxy-protocol';
import type { Publisher } from './streams/publisher';
import { defaultQueueLimits, StreamClient, type QueueLimits } from './streams/stream-client';
import { WebSocketSession } from './websocket-session';

export interface ServerLimits {
  /** Bytes of an HTTP body. */
  readonly maxBody: number;
  /** Bytes of a WebSocket message. */
  readonly maxMessage: number;
  /** Milliseconds for which a server that closes goes on answering, while `/ready` says that nothing more be sent to it. */
  readonly notice: number;
  /** Milliseconds that requests in progress get after that. */
  readonly drainTime: number;
  /** Milliseconds without a sign of life, by a byte taken or sent or a ping answered, after which a connection is given up. */
  readonly silence: number;
  /** What may wait for a slow subscriber. */
  readonly queue: QueueLimits;
}

/** As large as Clio takes them. */
export const defaultLimits: ServerLimits = {
  maxBody: 1 << 20,
  maxMessage: 16 << 20,
  notice: 0,
  drainTime: 5000,
  silence: 60_000,
  queue: defaultQueueLimits,
};

/** Certificate and key, in PEM. */
export interface TlsPair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Who may ask for how much, and whom to believe about who asks. */
export interface Protection {
  readonly limits: AddressLimits;
  /** Proxies that are believed about whose request they pass on, by the headers they add. */
  readonly proxies: AddressList;
  /** Proxies that begin each connection with a PROXY header. */
  readonly proxyProtocol: AddressList;
  readonly password: AdminPassword;
  readonly tls: TlsPair | undefined;
}

/** HTTP and WebSocket on one port, both over TLS when there is a certificate. */
export class ApiServer {
  private readonly http: Server;
  /** Takes connections; those of proxies that send a PROXY header get to `http` after it. */
  private readonly listener: Listener;
  /** The client's address of connections that came with one in a PROXY header, by the proxy's address and port. */
  private readonly announced = new Map<string, string>();
  private readonly handler: HttpHandler;
  private readonly webSocket: WebSocketServer;
  private readonly sessions = new Map<WebSocket, WebSocketSession>();
  /** Every connection, also those that have not come to a request yet. */
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly publisher: Publisher,
    private readonly logger: Logger,
    private readonly protection: Protection,
    private readonly limits: ServerLimits = defaultLimits,
    shown: Shown = {},
  ) {
    const { tls } = protection;
    const addressOf = (request: IncomingMessage): string => this.addressOf(request);
    this.handler = new HttpHandler(
      dispatcher,
      limits.maxBody,
      protection.limits,
      addressOf,
      protection.password,
      shown,
    );
    const overdue = { connectionsCheckingInterval: 5000 };
    this.http = tls ? createSecureServer({ ...tls, ...overdue, handshakeTimeout: 10_000 }) : createServer(overdue);
    this.http.on('request', (request, response) => {
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
    // So does one that does not take its answer.
    this.http.timeout = limits.silence;
    this.webSocket = new WebSocketServer({
      noServer: true,
      maxPayload: limits.maxMessage,
      perMessageDeflate: false,
      clientTracking: false,
    });
    this.http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (!asksForWebSocket(request)) {
        socket.unshift(Buffer.concat([withoutWish(request), head]));
        this.http.emit(tls ? 'secureConnection' : 'connection', socket);
        return;
      }
      // From here on it is nobody's, and an error that nobody hears ends the process.
      socket.on('error', () => undefined);
      const address = this.addressOf(request);
      // A proxy's connections were let in as its own; what comes through them counts for the client.
      const through = address !== plain(request.socket.remoteAddress ?? '');
      if (through && !this.protection.limits.connect(address)) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n', () => socket.destroy());
        return;
      }
      if (through) socket.once('close', () => this.protection.limits.disconnect(address));
      this.webSocket.handleUpgrade(request, socket, head, (client) => this.connect(client, request));
    });
    this.listener = createListener((socket) => void this.accept(socket));
  }

  /** Lets a connection in, unless its address has too many. */
  private async accept(socket: Socket): Promise<void> {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    const { limits, proxies, proxyProtocol } = this.protection;
    const peer = plain(socket.remoteAddress ?? '');
    let address = peer;
    if (proxyProtocol.has(peer)) {
      const name = `${peer} ${socket.remotePort}`;
      socket.once('close', () => this.announced.delete(name));
      try {
        address = (await readProxyHeader(socket)) ?? peer;
        this.announced.set(name, address);
      } catch (error) {
        this.logger.warn({ proxy: peer }, `a connection was refused: ${(error as Error).message}`);
        socket.destroy();
        return;
      }
    }
    if (!proxies.has(address)) {
      if (!limits.connect(address)) {
        socket.destroy();
        return;
      }
      socket.once('close', () => limits.disconnect(address));
    }
    this.http.emit('connection', socket);
  }

  /** WebSocket connections that are open. */
  get webSockets(): number {
    return this.sessions.size;
  }

  private addressOf({ socket, headers }: IncomingMessage): string {
    const peer = plain(socket.remoteAddress ?? '');
    const announced = this.announced.size > 0 ? this.announced.get(`${peer} ${socket.remotePort}`) : undefined;
    return clientAddress(announced ?? peer, headers, this.protection.proxies);
  }

  /** Another certificate, for connections from now on. */
  secure(tls: TlsPair): void {
    (this.http as SecureServer).setSecureContext(tls);
  }

  /** Resolves with the port, which the system chooses when 0 is asked for. */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.listener.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, 'the API', host, port)));
      this.listener.listen(port, host, resolve);
    });
    this.listener.removeAllListeners('error');
    this.http.emit('listening'); // its time-outs begin with that
    this.listener.on('error', (error) => this.logger.error({ err: error }, 'the API server failed'));
    return (this.listener.address() as AddressInfo).port;
  }

  /**
   * Says that it is not ready any more and lets each connection end with its next answer; after the notice takes no more
   * requests, finishes those taken, and closes every connection.
   */
  async close(): Promise<void> {
    this.handler.draining = true;
    if (this.limits.notice > 0) await delay(this.limits.notice);
    const closed = new Promise<void>((resolve) => this.listener.close(() => resolve()));
    this.http.close(); // idle connections; it has no port of its own
    await this.publisher.close();
    for (const session of this.sessions.values()) session.drain();
    const deadline = setTimeout(() => {
      this.http.closeAllConnections();
      for (const socket of this.sessions.keys()) socket.terminate();
      for (const socket of this.sockets) socket.destroy();
    }, this.limits.drainTime);
    await closed;
    clearTimeout(deadline);
  }

  private connect(socket: WebSocket, request: IncomingMessage): void {
    const { dispatcher, publisher, logger, limits, protection } = this;
    const address = this.addressOf(request);
    const subscriber = new StreamClient(socket, address, publisher, limits.queue, logger);
    const client = { address, isAdmin: protection.password.isIn(request.headers) };
    const session = new WebSocketSession(socket, dispatcher, client, subscriber, protection.limits);
    this.sessions.set(socket, session);
    expectSignsOfLife(socket, request.socket, limits.silence);
    socket.on('message', (data: Buffer) => session.receive(data));
    socket.on('close', () => {
      this.sessions.delete(socket);
      subscriber.leave();
    });
    // Broken frames and oversized messages: ws closes the connection itself, with the code that says so.
    socket.on('error', () => undefined);
  }
}

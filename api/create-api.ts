import type { Logger } from '../kit/logger';
import type { Metrics } from '../kit/metrics';
import type { Tracer } from '../kit/tracer';
import type { Nodes } from '../rippled/nodes';
import type { ReadCounts } from '../store/read/read-counts';
import type { Reader } from '../store/read/reader';
import { AddressList } from './address-list';
import { ApiMetrics } from './api-metrics';
import { Counters, type CallObserver } from './counters';
import { Dispatcher } from './dispatch';
import type { Likeness } from './likeness';
import { InstantReader } from './instant-reader';
import { Publisher } from './streams/publisher';
import { Relay } from './streams/relay';
import { PipelinePage } from './pipeline/pipeline-page';
import type { PipelinePicture } from './pipeline/picture';
import type { Traffic } from './pipeline/traffic';
import type { Page } from './page';
import { AdminPassword } from './protection/admin-password';
import { AddressLimits, defaultBounds, type AddressBounds } from './protection/address-limits';
import { ApiServer, defaultLimits, type ServerLimits, type TlsPair } from './server';

export interface ApiOptions {
  /** An InstantReader where the state is still to be loaded, and nodes answer meanwhile. */
  readonly reader: Reader;
  readonly logger: Logger;
  /** Millrace's own version, as `server_info` reports it. */
  readonly version: string;
  /** The network's id; 0, the main network's, as rippled has it when none is configured. */
  readonly networkId?: number;
  /** Nodes that answer what only rippled knows. */
  readonly nodes?: Nodes | undefined;
  /** Addresses and networks whose clients are the operator's; nobody's by default. */
  readonly admins?: readonly string[];
  /** Who has it is the operator, from wherever. */
  readonly adminPassword?: string | undefined;
  readonly limits?: Partial<ServerLimits>;
  /** Whose answers ours are like; Clio's by default. */
  readonly likeness?: Likeness;
  /** What one address may ask for, where it isn't exempt. */
  readonly bounds?: Partial<AddressBounds>;
  /** Addresses and networks without bounds: by default this machine's own; the operator's never have any. */
  readonly exempt?: readonly string[];
  /** Proxies that are believed about whose request they pass on. */
  readonly proxies?: readonly string[];
  /** Proxies that begin each connection with a PROXY header. */
  readonly proxyProtocol?: readonly string[];
  readonly tls?: TlsPair | undefined;
  /** What a browser is shown; without, a GET is refused as rippled does. */
  readonly page?: Page;
  /** Where what it does is counted; not at all without. */
  readonly metrics?: Metrics | undefined;
  /** Where it is told when ledgers were streamed. */
  readonly tracer?: Tracer | undefined;
  /** Where the reader finds what it reads, for the metrics. */
  readonly reads?: ReadCounts;
  /** What `GET /pipeline` answers; without, it is refused. */
  readonly pipeline?: PipelinePicture;
  /** Where it is noted what clients ask for, for that picture. */
  readonly traffic?: Traffic;
}

/** This machine. */
export const loopback: readonly string[] = ['127.0.0.0/8', '::1'];

/** The API over a reader: `listen` to open it, `close` to drain it. */
export function createApi(options: ApiOptions): ApiServer {
  const { reader, logger, version, networkId = 0, nodes, admins = [], limits } = options;
  const instant = reader instanceof InstantReader && nodes ? { reader, helped: reader.helpedBy(nodes) } : undefined;
  const publisher = new Publisher(instant?.helped ?? reader, logger, options.tracer);
  const metrics = options.metrics && new ApiMetrics(options.metrics);
  const observers = [metrics?.observe, options.traffic?.observe].filter((observe) => observe !== undefined);
  const counters = new Counters(toAll(observers));
  const service = {
    startedAt: Date.now(),
    networkId,
    version,
    counters: () => ({ ...counters.report(), subscriptions: publisher.subscriptions.report() }),
    now: () => Date.now(),
  };
  if (nodes) new Relay(nodes.streams, publisher.subscriptions, logger);
  const dispatcher = new Dispatcher(reader, service, logger, nodes, {
    counters,
    admins: new AddressList(admins),
    likeness: options.likeness ?? 'clio',
    instant,
  });
  const { bounds, exempt = loopback, proxies = [], proxyProtocol = [], tls } = options;
  const protection = {
    limits: new AddressLimits({ ...defaultBounds, ...bounds }, new AddressList([...exempt, ...admins])),
    proxies: new AddressList(proxies),
    proxyProtocol: new AddressList(proxyProtocol),
    password: new AdminPassword(options.adminPassword),
    tls,
  };
  const { pipeline, traffic } = options;
  const told = pipeline && new PipelinePage(pipeline, new AddressList([...loopback, ...admins]));
  const shown = { pipeline: told, page: options.page };
  const server = new ApiServer(dispatcher, publisher, logger, protection, { ...defaultLimits, ...limits }, shown);
  traffic?.watch(() => ({ webSockets: server.webSockets, subscriptions: publisher.subscriptions.count }));
  metrics?.watch({ dispatcher, server, limits: protection.limits, reads: options.reads });
  return server;
}

function toAll(observers: readonly CallObserver[]): CallObserver | undefined {
  if (observers.length < 2) return observers[0];
  return (...call) => {
    for (const observe of observers) observe(...call);
  };
}

import { readFileSync } from 'node:fs';
import cluster from 'node:cluster';
import { once } from 'node:events';

import { createApi, loopback } from '../api/create-api';
import { InstantReader } from '../api/instant-reader';
import { PipelinePicture } from '../api/pipeline/picture';
import { Traffic } from '../api/pipeline/traffic';
import { Page } from '../api/page';
import type { Likeness } from '../api/likeness';
import type { TlsPair } from '../api/server';
import type { Logger } from '../kit/logger';
import type { Metrics } from '../kit/metrics';
import { Node } from '../rippled/node';
import { Nodes } from '../rippled/nodes';
import { TablesReader } from '../store/read/tables-reader';
import { packageFile } from '../kit/package-root';
import { watchPipeline } from './consumer-metrics';
import type { EventLog } from '../log/port';
import type { Tables } from './data-folder';
import { spanOf } from './pipeline';
import { traceTier, type TracingSetting } from './tracing';
import { version } from './version';

export interface ServeOptions extends TracingSetting {
  data: string;
  /** URL of a cluster that has the tables. */
  store?: string;
  host: string;
  port: number;
  logLevel: string;
  /** Of the network whose ledgers are served. */
  networkId: number;
  /** Whose answers these are like. */
  answersLike: Likeness;
  /** WebSocket addresses of rippled nodes to forward to. */
  rippled?: readonly string[];
  /** Addresses and networks whose clients are the operator's. */
  admin?: readonly string[];
  /** Who sends its hash is the operator, too. */
  adminPassword?: string;
  limitRequests: number;
  limitBytes: number;
  limitConnections: number;
  /** Seconds. */
  drainNotice: number;
  limitExempt?: readonly string[];
  trustProxy?: readonly string[];
  proxyProtocol?: readonly string[];
  tlsCert?: string;
  tlsKey?: string;
  metricsPort?: number;
}

export interface Serving {
  port: number;
  /** What clients ask for here; absent where others serve. */
  traffic?: Traffic;
  close(): Promise<void>;
}

/**
 * Serves the API from this process.
 * @param metrics where to count what it does, if anyone is to look
 * @param log for the picture of the pipeline, where it costs little to look at
 */
export async function serve(
  tables: Tables,
  logger: Logger,
  options: ServeOptions,
  metrics?: Metrics,
  log?: EventLog,
): Promise<Serving> {
  const { host, port, networkId, answersLike: likeness, rippled = [], admin = [] } = options;
  const nodes = rippled.length === 0 ? undefined : new Nodes(rippled.map((url) => loggedNode(url, logger)));
  const whole = new TablesReader(tables.store, tables);
  const { followed } = tables;
  const reader = followed ? new InstantReader(whole, new TablesReader(followed)) : whole;
  const { limitRequests: requests, limitBytes: bytes, limitConnections: connections } = options;
  const tracer = await traceTier('api', options, logger);
  const traffic = new Traffic();
  const look = log && { log: () => spanOf(log) };
  const pipeline = new PipelinePicture({ store: tables.store, version, networkId, ...look });
  // Workers would tell the same each, and their parent add it up.
  if (metrics && !cluster.isWorker) watchPipeline(metrics, pipeline);
  const api = createApi({
    reader,
    logger,
    version,
    networkId,
    likeness,
    nodes,
    admins: admin,
    adminPassword: options.adminPassword,
    limits: { notice: options.drainNotice * 1000 },
    bounds: { requests, bytes, connections },
    exempt: options.limitExempt ?? loopback,
    proxies: options.trustProxy ?? [],
    proxyProtocol: options.proxyProtocol ?? [],
    tls: tlsPair(options),
    metrics,
    reads: whole.counts,
    pipeline,
    traffic,
    tracer,
    page: Page.open(packageFile('dist', 'web')),
  });
  const listening = await api.listen(port, host);
  nodes?.start();
  const renew = (): void => {
    try {
      const pair = tlsPair(options);
      if (pair) api.secure(pair);
      logger.info({ cert: options.tlsCert }, 'the certificate was read again');
    } catch (error) {
      logger.error({ err: error }, 'the certificate could not be read again: the one before stays');
    }
  };
  if (options.tlsCert !== undefined) process.on('SIGHUP', renew);
  const close = async (): Promise<void> => {
    process.off('SIGHUP', renew);
    logger.info({ port: listening, seconds: options.drainNotice }, 'the API ends: it is not ready any more');
    await api.close();
    await tracer?.close();
    logger.info({ port: listening }, 'the API has answered what it had taken');
    nodes?.stop();
  };
  return { port: listening, traffic, close };
}

function tlsPair({ tlsCert: cert, tlsKey: key }: ServeOptions): TlsPair | undefined {
  if ((cert === undefined) !== (key === undefined)) throw new Error('--tls-cert and --tls-key go together');
  return cert === undefined || key === undefined ? undefined : { cert: readFileSync(cert), key: readFileSync(key) };
}

function loggedNode(url: string, logger: Logger): Node {
  const node = new Node({ url });
  node.on('state', (state, why) => {
    const fields = { node: url, state, why };
    if (state === 'waiting' || state === 'lagging') logger.warn(fields, 'a rippled node is not following');
    else logger.info(fields, 'a rippled node changed its state');
  });
  return node;
}

/** Serves the API from worker processes that share the port; one that dies is replaced. */
export async function serveFromWorkers(workers: number, logger: Logger, options: ServeOptions): Promise<Serving> {
  const { store, adminPassword } = options;
  // A command line would show passwords, which a URL may hold too, to everyone on the machine.
  const environment = {
    ...(store !== undefined && { MILLRACE_STORE: store }),
    ...(adminPassword !== undefined && { MILLRACE_ADMIN_PASSWORD: adminPassword }),
  };
  cluster.setupPrimary({ exec: packageFile('dist', 'cli', 'main.js'), args: ['api', ...workerFlags(options)] });
  let closing = false;
  const listening = new Promise<number>((resolve, reject) => {
    cluster.on('listening', (_worker, address) => resolve(address.port));
    cluster.on('exit', (worker, code, signal) => {
      if (closing) return;
      if (code === 1) {
        // It has said why; starting it again would fail again.
        reject(new Error('an API worker could not start'));
        return;
      }
      logger.warn({ pid: worker.process.pid, code, signal }, 'an API worker ended and is replaced');
      cluster.fork(environment);
    });
  });
  for (let i = 0; i < workers; i++) cluster.fork(environment);
  const close = async (): Promise<void> => {
    closing = true;
    const living = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(
      living.map(async (worker) => {
        worker.process.kill('SIGTERM');
        await once(worker, 'exit');
      }),
    );
  };
  return { port: await listening, close };
}

/** What a worker is told: what the primary was, but for what only the primary does. */
function workerFlags(options: ServeOptions): string[] {
  const names = [
    ...(['data', 'host', 'port', 'networkId', 'logLevel', 'rippled', 'admin', 'tlsCert', 'tlsKey'] as const),
    ...(['limitRequests', 'limitBytes', 'limitConnections', 'limitExempt', 'trustProxy', 'proxyProtocol'] as const),
    ...(['metricsPort', 'drainNotice', 'answersLike', 'otlpEndpoint'] as const),
  ];
  return names.flatMap((name) => {
    const value = options[name];
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return [value ?? []].flat().flatMap((each) => [flag, String(each)]);
  });
}

/** Where it is reached. */
export function urls({ host, tlsCert }: ServeOptions, port: number): { http: string; ws: string } {
  const s = tlsCert === undefined ? '' : 's';
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return { http: `http${s}://${address}`, ws: `ws${s}://${address}` };
}

/** What a person needs to know to use it. */
export function whereItAnswers(options: ServeOptions, port: number): string {
  const { http, ws } = urls(options, port);
  return `Millrace answers on ${http} and ${ws}`;
}

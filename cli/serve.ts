import cluster from 'node:cluster';
import { once } from 'node:events';
import { createApi } from '../api/create-api';
import type { Logger } from '../kit/logger';
import { Node } from '../rippled/node';
import { Nodes } from '../rippled/nodes';
import { TablesReader } from '../store/read/tables-reader';
import { packageFile } from '../kit/package-root';
import type { Tables } from './data-folder';
import { version } from './version';

export interface ServeOptions {
  data: string;
  /** URL of a cluster that has the tables. */
  store?: string;
  host: string;
  port: number;
  logLevel: string;
  /** Of the network whose ledgers are served. */
  networkId: number;
  /** WebSocket addresses of rippled nodes to forward to. */
  rippled?: readonly string[];
  /** Addresses and networks whose clients are the operator's. */
  admin?: readonly string[];
}

export interface Serving {
  port: number;
  close(): Promise<void>;
}

/** Serves the API from this process. */
export async function serve(
  tables: Tables,
  logger: Logger,
  { host, port, networkId, rippled = [], admin = [] }: ServeOptions,
): Promise<Serving> {
  const nodes = rippled.length === 0 ? undefined : new Nodes(rippled.map((url) => loggedNode(url, logger)));
  const reader = new TablesReader(tables.store, tables);
  const api = createApi({ reader, logger, version, networkId, nodes, admins: admin });
  const listening = await api.listen(port, host);
  nodes?.start();
  const close = async (): Promise<void> => {
    await api.close();
    nodes?.stop();
  };
  return { port: listening, close };
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
  const { data, store, host, port, networkId, logLevel, rippled = [], admin = [] } = options;
  // A URL may hold a password, which a command line would show to everyone on the machine.
  const environment = store === undefined ? {} : { MILLRACE_STORE: store };
  cluster.setupPrimary({
    exec: packageFile('dist', 'cli', 'main.js'),
    args: [
      'api',
      '--data',
      data,
      '--host',
      host,
      '--port',
      String(port),
      '--network-id',
      String(networkId),
      '--log-level',
      logLevel,
      ...rippled.flatMap((url) => ['--rippled', url]),
      ...admin.flatMap((network) => ['--admin', network]),
    ],
  });
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

/** What a person needs to know to use it. */
export function whereItAnswers(host: string, port: number): string {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return `Millrace answers on http://${address} and ws://${address}`;
}

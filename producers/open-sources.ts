import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../kit/logger';
import type { TlsFiles } from '../rippled/grpc-client';
import { BootstrapSource } from './bootstrap-source';
import { GrpcNode } from './node/grpc-node';
import { NodeSource, type NodeSourceOptions } from './node/node-source';
import { SourceEvents } from './node/source-events';
import type { SourceMetrics } from './node/source-metrics';
import { WebSocketNode } from './node/web-socket-node';
import { openSource } from './open-source';
import type { Source } from './source';

export interface OpenOptions extends NodeSourceOptions {
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  readonly metrics?: SourceMetrics | undefined;
  /** For nodes by `grpcs://`. */
  readonly tls?: TlsFiles | undefined;
}

/** Whether it is the address of a node and not a path. */
export const isNode = (place: string): boolean => /^(wss?|grpcs?):\/\//.test(place);

/**
 * What is to be pulled from: one archive or recording; one or more nodes, which together are one source; or the one, and
 * from where it ends the others.
 * @throws Error saying what is wrong with a place
 */
export async function openSources(places: readonly string[], options: OpenOptions): Promise<Source> {
  const paths = places.filter((place) => !isNode(place));
  if (paths.length > 1 || places.length === 0) {
    throw new Error(`--source ${paths.join(', ')}: only nodes (ws, wss, grpc, grpcs) can be several`);
  }
  const events = new SourceEvents(options.logger, options.metrics);
  const nodes = places.filter(isNode).map((url) => open(url, events, options.tls));
  const [path] = paths;
  if (path === undefined) return new NodeSource(nodes, options, events);
  const archive = await openSource(path, options.scratch);
  if (nodes.length === 0) return archive;
  return new BootstrapSource(archive, new NodeSource(nodes, options, events), options.logger);
}

/**
 * The newest ledger that any of these nodes has validated, as soon as one says it; why they don't is logged.
 * @throws the signal's reason
 */
export async function newestOf(
  urls: readonly string[],
  { tls, logger }: Pick<OpenOptions, 'tls' | 'logger'>,
  signal: AbortSignal,
): Promise<number> {
  const nodes = urls.map((url) => open(url, new SourceEvents(logger), tls));
  const said = new Set<string>();
  const note = ({ errors }: AggregateError): undefined => {
    for (const { message } of errors as Error[]) {
      if (!said.has(message) && !signal.aborted) logger.warn({}, message);
      said.add(message);
    }
  };
  try {
    for (;;) {
      signal.throwIfAborted();
      const newest = await Promise.any(nodes.map((node) => node.newest(0, signal))).catch(note);
      if (newest !== undefined) return newest;
      await sleep(250, undefined, { signal });
    }
  } finally {
    for (const node of nodes) node.close();
  }
}

function open(url: string, events: SourceEvents, tls: TlsFiles | undefined): GrpcNode | WebSocketNode {
  if (!URL.canParse(url)) throw new Error(`--source ${url}: an address is written like grpc://127.0.0.1:50051`);
  const told = events.of(url);
  return url.startsWith('ws') ? new WebSocketNode(url, told) : new GrpcNode(url, told, tls);
}

import type { Logger } from '../kit/logger';
import type { Nodes } from '../rippled/nodes';
import type { Reader } from '../store/read/reader';
import { Dispatcher } from './dispatch';
import { Publisher } from './streams/publisher';
import { Relay } from './streams/relay';
import { ApiServer, defaultLimits, type ServerLimits } from './server';

export interface ApiOptions {
  readonly reader: Reader;
  readonly logger: Logger;
  /** Millrace's own version, as `server_info` reports it. */
  readonly version: string;
  /** The network's id; 0, the main network's, as rippled has it when none is configured. */
  readonly networkId?: number;
  /** Nodes that answer what only rippled knows. */
  readonly nodes?: Nodes | undefined;
  readonly limits?: Partial<ServerLimits>;
}

/** The API over a reader: `listen` to open it, `close` to drain it. */
export function createApi({ reader, logger, version, networkId = 0, nodes, limits }: ApiOptions): ApiServer {
  const service = { startedAt: Date.now(), networkId, version, now: () => Date.now() };
  const publisher = new Publisher(reader, logger);
  if (nodes) new Relay(nodes.streams, publisher.subscriptions, logger);
  return new ApiServer(new Dispatcher(reader, service, logger, nodes), publisher, logger, {
    ...defaultLimits,
    ...limits,
  });
}

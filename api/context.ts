import type { Nodes } from '../rippled/nodes';
import type { Reader, StoredLedger, VisibleRange } from '../store/read/reader';
import type { ApiVersion } from './call';
import type { Service } from './service';
import type { Subscriber } from './streams/subscriber';

/** All that most reading needs. */
export type Reading = Pick<Context, 'reader'>;

/** What a method knows beside its parameters. It lives as long as one request. */
export interface Context {
  readonly reader: Reader;
  readonly apiVersion: ApiVersion;
  readonly transport: 'http' | 'websocket';
  readonly clientAddress: string;
  /** Whether the client is the operator's. */
  readonly isAdmin: boolean;
  /** The visible ledgers when the request began, those before a gap included: nothing else may be answered from. */
  readonly range: VisibleRange;
  /** The newest of them. */
  readonly newest: StoredLedger;
  readonly service: Service;
  /** rippled nodes; `undefined` when none is configured. */
  readonly nodes: Nodes | undefined;
  /** The connection's subscriptions; only WebSocket has any. */
  readonly subscriber: Subscriber | undefined;
}

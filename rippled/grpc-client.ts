import { readFileSync } from 'node:fs';
import { Client, credentials, Metadata, status, type ChannelCredentials, type ServiceError } from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import {
  ledgerApi,
  type GetLedgerDataRequest,
  type GetLedgerDataResponse,
  type GetLedgerRequest,
  type GetLedgerResponse,
} from './ledger-api';
import { NodeError, type NodeFailure } from './node-error';
import { whyUnreachable } from './why-unreachable';

/** Files in PEM: who may sign the node's certificate, and our own certificate where the node wants one (mTLS). */
export interface TlsFiles {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** Where rippled listens unless it is told otherwise. */
const defaultPort = '50051';
/** Named by a caller that the node trusts (`secure_gateway`), it lifts the limits. */
const user = 'millrace';

const failures: Partial<Record<status, NodeFailure>> = {
  [status.UNAVAILABLE]: 'unreachable',
  [status.DEADLINE_EXCEEDED]: 'timeout',
  [status.NOT_FOUND]: 'absent',
  [status.RESOURCE_EXHAUSTED]: 'limited',
};

/** rippled's gRPC. Every call has a deadline: one without was seen to hang for 1.5 hours (C#2676). */
export class GrpcClient {
  private readonly client: Client;

  /** @param url `grpc://HOST[:PORT]`, or `grpcs://` for TLS */
  constructor(
    readonly url: string,
    tls: TlsFiles = {},
  ) {
    const { protocol, hostname, port } = new URL(url);
    this.client = new Client(
      `${hostname}:${port || defaultPort}`,
      protocol === 'grpcs:' ? secured(tls) : credentials.createInsecure(),
      {
        'grpc.max_receive_message_length': -1, // a page of state may be larger than any bound worth naming
        'grpc.keepalive_time_ms': 20_000,
        'grpc.initial_reconnect_backoff_ms': 250,
        'grpc.max_reconnect_backoff_ms': 10_000,
      },
    );
  }

  /** @throws NodeError `absent` when the node hasn't that ledger, or not the one before it */
  getLedger(request: GetLedgerRequest, timeout: number): Promise<GetLedgerResponse> {
    return this.call(ledgerApi.GetLedger, request, timeout);
  }

  /** @throws NodeError */
  getLedgerData(request: GetLedgerDataRequest, timeout: number): Promise<GetLedgerDataResponse> {
    return this.call(ledgerApi.GetLedgerData, request, timeout);
  }

  close(): void {
    this.client.close();
  }

  private call<Q extends object, A>(method: MethodDefinition<Q, A>, request: Q, timeout: number): Promise<A> {
    const { path, requestSerialize, responseDeserialize } = method;
    const name = path.slice(path.lastIndexOf('/') + 1);
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, answer?: A): void =>
        error || !answer ? reject(this.failed(name, error, timeout)) : resolve(answer);
      const options = { deadline: Date.now() + timeout };
      const asUser = { ...request, user };
      this.client.makeUnaryRequest(path, requestSerialize, responseDeserialize, asUser, new Metadata(), options, done);
    });
  }

  private failed(name: string, error: ServiceError | null, timeout: number): NodeError {
    if (!error) return new NodeError('unreadable', `${this.url}: ${name}: an empty answer`);
    const { code, details } = error;
    const failure = failures[code] ?? 'unreadable';
    switch (failure) {
      case 'timeout':
        return new NodeError('timeout', `${this.url} did not answer ${name} within ${timeout} ms`);
      case 'unreachable':
        return new NodeError(failure, `${this.url} can't be reached: ${whyUnreachable(this.url, details)}`);
      default:
        // So rippled says when its newest validated ledger is two minutes old, unless it is in standalone mode.
        if (/InsufficientNetworkMode|notSynced/i.test(details)) {
          const why = 'out of sync with its network, stalled or amendment blocked';
          return new NodeError('refused', `${this.url} has validated no ledger for minutes (${details}): ${why}`);
        }
        return new NodeError(failure, `${this.url}: ${name}: ${details || status[code]}`);
    }
  }
}

/** @throws Error naming the setting whose file can't be read */
function secured({ ca, cert, key }: TlsFiles): ChannelCredentials {
  const read = (setting: string, path: string | undefined): Buffer | null => {
    try {
      return path === undefined ? null : readFileSync(path);
    } catch (error) {
      throw new Error(`--${setting} ${path}: ${(error as Error).message}`, { cause: error });
    }
  };
  if ((cert === undefined) !== (key === undefined)) throw new Error('--source-cert and --source-key go together');
  return credentials.createSsl(read('source-ca', ca), read('source-key', key), read('source-cert', cert));
}

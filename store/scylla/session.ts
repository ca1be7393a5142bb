import { setTimeout as sleep } from 'node:timers/promises';
import { auth, Client, errors, policies, types, type QueryOptions } from 'cassandra-driver';
import { StoreUnavailable } from '../port';

export interface ClusterAddress {
  /** `host:port`. */
  contactPoints: string[];
  keyspace: string;
  /** The datacenter to talk to; by default any. */
  datacenter?: string;
  /** Copies of each row, when the keyspace has to be made. */
  replication: number;
  username?: string;
  password?: string;
}

/** First pause before trying again, and the longest, in milliseconds; each is shortened at random. */
const firstPause = 25;
const longestPause = 2000;
/** One request, in milliseconds: the server's own limits are 2 s for a write and 5 s for a read. */
const requestTimeout = 6000;

const codes = types.responseErrorCodes;
/** What the cluster says when it is too busy, or has too few nodes up. Everything else it says is about the request. */
const passing = new Set<number>([
  codes.unavailableException,
  codes.overloaded,
  codes.isBootstrapping,
  codes.truncateError,
  codes.writeTimeout,
  codes.readTimeout,
  codes.readFailure,
  codes.writeFailure,
]);

function passes(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return passing.has(error.code) || isBeingMade(error);
  return (
    error instanceof errors.NoHostAvailableError ||
    error instanceof errors.OperationTimedOutError ||
    error instanceof errors.BusyConnectionError ||
    (error instanceof errors.DriverError && 'isSocketError' in error)
  );
}

/**
 * Whether a table was looked up by an id that it no longer has: two processes make the same tables at the same time, or
 * made them just before a crash. Cassandra calls that an error of its own.
 */
const isBeingMade = (error: Error & { code: number }): boolean =>
  error.code === Number(codes.serverError) && /unknown CF/i.test(error.message);

/**
 * Whether a node no longer knows a prepared statement and would not prepare it again, as when its table is gone: the
 * driver hides that reason, and preparing anew brings it to light.
 */
function isForgotten(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return isBeingMade(error);
  if (!(error instanceof errors.NoHostAvailableError)) return false;
  const causes = Object.values(error.innerErrors as Record<string, unknown>);
  return causes.some((cause) => cause instanceof errors.ResponseError && cause.code === Number(codes.unprepared));
}

function newClient({ contactPoints, datacenter, username, password }: ClusterAddress): Client {
  const { loadBalancing, reconnection, retry, speculativeExecution } = policies;
  const nearest =
    datacenter === undefined
      ? new loadBalancing.RoundRobinPolicy()
      : new loadBalancing.DCAwareRoundRobinPolicy(datacenter);
  return new Client({
    contactPoints,
    ...(datacenter !== undefined && { localDataCenter: datacenter }),
    ...(username !== undefined && { authProvider: new auth.PlainTextAuthProvider(username, password ?? '') }),
    policies: {
      loadBalancing: new loadBalancing.TokenAwarePolicy(nearest),
      reconnection: new reconnection.ConstantReconnectionPolicy(500),
      // `Session.run` alone tries again, so that there is one limit to how long that takes.
      retry: new retry.FallthroughRetryPolicy(),
      // A read that a slow replica holds up is asked of another one; only requests marked idempotent are.
      speculativeExecution: new speculativeExecution.ConstantSpeculativeExecutionPolicy(100, 1),
    },
    socketOptions: { connectTimeout: 2000, readTimeout: requestTimeout },
    pooling: { heartBeatInterval: 5000 },
  });
}

/** A connection to the cluster, which may be down: now, or when the process starts. */
export class Session {
  /** One for good: a client that was given up after half a connection would go on trying. */
  private readonly client: Client;
  private connecting: Promise<Client> | undefined;
  private closed = false;

  constructor(
    readonly address: ClusterAddress,
    /** How long to try before a request fails with `StoreUnavailable`, in milliseconds. */
    private readonly patience: number,
  ) {
    this.client = newClient(address);
  }

  /** Runs one prepared statement. */
  execute(query: string, params: readonly unknown[], options: QueryOptions): Promise<types.ResultSet> {
    return this.run((client) => client.execute(query, params as unknown[], { prepare: true, ...options }));
  }

  /** Writes rows of one partition together. */
  batch(queries: { query: string; params: unknown[] }[], options: QueryOptions): Promise<types.ResultSet> {
    return this.run((client) => client.batch(queries, { prepare: true, logged: false, ...options }));
  }

  /** Runs a statement that is not worth preparing, such as a change of the schema. */
  define(query: string, params: unknown[] = []): Promise<types.ResultSet> {
    return this.run((client) => client.execute(query, params, { readTimeout: 60_000 }));
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.connecting?.catch(() => undefined);
    await this.client.shutdown();
  }

  /** Every request may be repeated: writes are upserts. What is wrong with a request is thrown at once. */
  private async run<T>(request: (client: Client) => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.patience;
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        return await withinTime(this.connected().then(request), deadline - performance.now());
      } catch (error) {
        if (!passes(error) && !(error instanceof StoreUnavailable)) throw error;
        if (isForgotten(error)) this.client.metadata.clearPrepared();
        const wait = pause * (0.5 + Math.random() / 2);
        if (this.closed || performance.now() + wait >= deadline) throw this.unavailable(error);
        await sleep(wait);
      }
    }
  }

  private unavailable(cause: unknown): StoreUnavailable {
    const { contactPoints } = this.address;
    const message = `no answer from the tables at ${contactPoints.join(', ')}: ${(cause as Error).message}`;
    return new StoreUnavailable(message, { cause });
  }

  /** Connects, unless it is. The driver reconnects by itself only once it has been connected. */
  private connected(): Promise<Client> {
    this.connecting ??= this.client.connect().then(
      () => this.client,
      (error: unknown) => {
        this.connecting = undefined;
        throw error;
      },
    );
    return this.connecting;
  }
}

/** @throws StoreUnavailable when it takes longer: a request is never waited for beyond its caller's patience. */
async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable('the request took too long')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

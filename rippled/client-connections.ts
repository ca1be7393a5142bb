import { Connection } from './connection';

/** Connections kept for clients that may ask again. */
const most = 1000;
/** Milliseconds a connection may lie idle. */
const idleTime = 30_000;

interface Kept {
  readonly opening: Promise<Connection>;
  timer?: NodeJS.Timeout;
}

/**
 * Connections to one node, one per client: rippled charges a client by the address in the `Forwarded` header of the
 * handshake when the node trusts us (`secure_gateway`), so clients can't share one.
 */
export class ClientConnections {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly url: string) {}

  /** @throws NodeError unreachable, after `timeout` milliseconds at the latest. */
  async get(clientAddress: string, timeout: number): Promise<Connection> {
    let kept = this.kept.get(clientAddress);
    if (!kept) {
      this.makeRoom();
      kept = { opening: Connection.open(this.url, { connectTimeout: timeout, headers: headersFor(clientAddress) }) };
      this.keep(clientAddress, kept);
    }
    const connection = await kept.opening;
    closeWhenIdle(kept, connection);
    return connection;
  }

  close(): void {
    for (const { opening } of this.kept.values()) void opening.then((connection) => connection.close()).catch(() => {});
    this.kept.clear();
  }

  private keep(clientAddress: string, kept: Kept): void {
    this.kept.set(clientAddress, kept);
    const drop = (): void => {
      clearTimeout(kept.timer);
      if (this.kept.get(clientAddress) === kept) this.kept.delete(clientAddress);
    };
    kept.opening.then((connection) => connection.once('closed', drop)).catch(drop);
  }

  /** The longest kept goes first, unless it is waiting for an answer. */
  private makeRoom(): void {
    if (this.kept.size < most) return;
    const [address, oldest] = this.kept.entries().next().value!;
    this.kept.delete(address);
    void oldest.opening.then((connection) => connection.pending === 0 && connection.close()).catch(() => {});
  }
}

function closeWhenIdle(kept: Kept, connection: Connection): void {
  clearTimeout(kept.timer);
  kept.timer = setTimeout(() => {
    if (connection.pending === 0) connection.close();
    else closeWhenIdle(kept, connection);
  }, idleTime).unref();
}

/** As Clio does it; rippled reads both from a secure gateway alone. */
export function headersFor(clientAddress: string): Record<string, string> {
  const bare = clientAddress.replace(/^::ffff:(?=\d+\.)/, '');
  return { Forwarded: `for=${bare.includes(':') ? `"[${bare}]"` : bare}`, 'X-User': 'millrace_user' };
}

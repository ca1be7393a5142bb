import { Connection, type Message } from './connection';
import { NodeError } from './node-error';

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

  /**
   * Asks over the client's connection.
   * @param timeout milliseconds for everything
   * @throws NodeError
   */
  async request(clientAddress: string, members: Message, timeout: number): Promise<Message> {
    const began = Date.now();
    const kept = this.kept.get(clientAddress) ?? this.open(clientAddress, timeout);
    const connection = await kept.opening;
    closeWhenIdle(kept, connection);
    try {
      return await connection.request(members, Math.max(1, timeout - (Date.now() - began)));
    } catch (error) {
      // The node may be gone without a word. What comes next gets a connection that is known to have been answered.
      if (error instanceof NodeError && error.failure === 'timeout') this.forsake(clientAddress, kept, connection);
      throw error;
    }
  }

  close(): void {
    for (const { opening } of this.kept.values()) void opening.then((connection) => connection.close()).catch(() => {});
    this.kept.clear();
  }

  private open(clientAddress: string, timeout: number): Kept {
    this.makeRoom();
    const headers = headersFor(clientAddress);
    const kept: Kept = { opening: Connection.open(this.url, { connectTimeout: timeout, headers }) };
    this.kept.set(clientAddress, kept);
    const drop = (): void => {
      clearTimeout(kept.timer);
      if (this.kept.get(clientAddress) === kept) this.kept.delete(clientAddress);
    };
    kept.opening.then((connection) => connection.once('closed', drop)).catch(drop);
    return kept;
  }

  /** What still waits for an answer there may go on waiting. */
  private forsake(clientAddress: string, kept: Kept, connection: Connection): void {
    if (this.kept.get(clientAddress) === kept) this.kept.delete(clientAddress);
    if (connection.pending === 0) connection.close();
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

import { ClientConnections, headersFor } from './client-connections';
import { Connection, type Message } from './connection';
import type { Node } from './node';
import { NodeError } from './node-error';
import { NodeInfo } from './node-info';
import { SharedStreams } from './shared-streams';

export interface SendOptions {
  readonly clientAddress: string;
  /** Milliseconds for everything, other nodes included. */
  readonly deadline: number;
  /** Whether asking twice does no harm. When not, another node is asked only if the first was never asked. */
  readonly repeatable: boolean;
}

/** Several nodes as one: the healthiest is asked, and the next when it fails. */
export class Nodes {
  readonly streams: SharedStreams;
  readonly info = new NodeInfo(() => this.byHealth()[0]);
  private readonly clients: ReadonlyMap<Node, ClientConnections>;

  constructor(private readonly nodes: readonly Node[]) {
    this.streams = new SharedStreams(nodes);
    this.clients = new Map(nodes.map((node) => [node, new ClientConnections(node.url)]));
  }

  start(): void {
    for (const node of this.nodes) node.start();
  }

  stop(): void {
    for (const node of this.nodes) node.stop();
    for (const connections of this.clients.values()) connections.close();
  }

  /** Healthiest first; equals in the order they were given. */
  byHealth(): Node[] {
    return [...this.nodes].sort((a, b) => b.health - a.health);
  }

  /**
   * Sends a client's request on.
   * @throws NodeError what the last node asked failed with
   */
  send(members: Message, { clientAddress, deadline, repeatable }: SendOptions): Promise<Message> {
    return this.first(deadline, repeatable, (node, share) =>
      this.clients.get(node)!.request(clientAddress, members, share),
    );
  }

  /**
   * A connection that is the client's alone, for what a node keeps with a connection. The caller closes it.
   * @param deadline milliseconds for everything
   * @throws NodeError what the last node tried failed with
   */
  connect(clientAddress: string, deadline: number): Promise<Connection> {
    const headers = headersFor(clientAddress);
    return this.first(deadline, true, ({ url }, share) => Connection.open(url, { connectTimeout: share, headers }));
  }

  /** What the healthiest node comes to, or the next one when it fails. */
  private async first<T>(
    deadline: number,
    repeatable: boolean,
    attempt: (node: Node, share: number) => Promise<T>,
  ): Promise<T> {
    const end = Date.now() + deadline;
    const candidates = this.byHealth();
    let failure = new NodeError('unreachable', 'no rippled node is configured: give one with --rippled');
    for (const [i, node] of candidates.entries()) {
      // A node that hangs may use up its share of the time, not that of the nodes after it.
      const share = Math.floor((end - Date.now()) / (candidates.length - i));
      if (share <= 0) break;
      try {
        const answer = await attempt(node, share);
        node.record(true);
        return answer;
      } catch (error) {
        if (!(error instanceof NodeError)) throw error;
        node.record(false);
        failure = error;
        if (!repeatable && error.failure !== 'unreachable') break;
      }
    }
    throw failure;
  }
}

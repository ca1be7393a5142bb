import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../kit/logger';
import { backoff } from '../../rippled/backoff';
import type { Connection, Message } from '../../rippled/connection';
import type { Nodes } from '../../rippled/nodes';
import { isObject } from '../parse-json';

/** Milliseconds for a connection and for an answer; the first search may take a node a while. */
const deadline = 10_000;

interface Search {
  readonly request: Message;
  /** The client's, which every message about the search carries. */
  readonly id: unknown;
}

/**
 * One client's search for paths. rippled has one for each connection and tells of better paths as ledgers close, so a
 * client that searches has a connection of its own to a node. When the node goes away, another takes the search over.
 */
export class PathFinding {
  private connection: Promise<Connection> | undefined;
  private search: Search | undefined;
  private readonly gone = new AbortController();

  constructor(
    private readonly nodes: Nodes,
    private readonly clientAddress: string,
    private readonly send: (message: Buffer) => void,
    private readonly logger: Logger,
  ) {}

  /**
   * Sends `create`, `status` or `close` on.
   * @param id the client's own
   * @throws NodeError
   */
  async ask(request: Message, id: unknown): Promise<Message> {
    const connection = await this.connected();
    // A search ends the one before, and its first message may come together with its answer.
    const created = request['subcommand'] === 'create' ? { request, id } : undefined;
    if (created) this.search = created;
    let found = false;
    try {
      const answer = await connection.request(request, deadline);
      found = answer['status'] === 'success';
      return withId(answer, id);
    } finally {
      const ended = created ? !found && this.search === created : found && request['subcommand'] === 'close';
      if (ended) this.search = undefined;
      if (!this.search && connection.pending === 0) connection.close();
    }
  }

  /** The client has gone. */
  close(): void {
    this.gone.abort();
    this.search = undefined;
    void this.connection?.then((connection) => connection.close()).catch(() => undefined);
  }

  private connected(): Promise<Connection> {
    return (this.connection ??= this.connect());
  }

  private async connect(): Promise<Connection> {
    try {
      const connection = await this.nodes.connect(this.clientAddress, deadline);
      if (this.gone.signal.aborted) connection.close();
      connection.on('message', (message) => this.pass(message));
      connection.once('closed', (error) => {
        this.connection = undefined;
        if (this.search) void this.resume(this.search, error.message);
      });
      return connection;
    } catch (error) {
      this.connection = undefined;
      throw error;
    }
  }

  private pass(message: Message): void {
    if (!this.search || message['type'] !== 'path_find') return;
    this.send(Buffer.from(JSON.stringify({ ...message, id: this.search.id })));
  }

  /** Searches anew, and tells what is found first as though the node before had found it. */
  private async resume(search: Search, why: string): Promise<void> {
    this.logger.warn({ why }, 'a search for paths goes on at another node');
    for (let failures = 1; this.search === search; failures += 1) {
      try {
        const connection = await this.connected();
        const answer = await connection.request(search.request, deadline);
        if (answer['status'] === 'success') {
          this.pass({ ...(answer['result'] as Message), type: 'path_find' });
          return;
        }
      } catch {
        // The node is logged as it leaves; the next try may find another.
      }
      await delay(backoff(failures), undefined, { signal: this.gone.signal }).catch(() => undefined);
    }
  }
}

/** rippled has the id of the request in the result, too. */
function withId(answer: Message, id: unknown): Message {
  const { result } = answer;
  return isObject(result) && 'id' in result ? { ...answer, result: { ...result, id: id ?? undefined } } : answer;
}

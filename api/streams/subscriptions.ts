import type { StreamClient } from './stream-client';
import type { Topic } from './topics';

/** Who listens to what, each with the ledger after which it began to. */
export class Subscriptions {
  private readonly topics = new Map<Topic, Map<StreamClient, number>>();

  get empty(): boolean {
    return this.topics.size === 0;
  }

  /** A client that listens already goes on as it was. */
  add(topic: Topic, client: StreamClient, after: number): void {
    let clients = this.topics.get(topic);
    if (!clients) this.topics.set(topic, (clients = new Map()));
    if (!clients.has(client)) clients.set(client, after);
  }

  remove(topic: Topic, client: StreamClient): void {
    const clients = this.topics.get(topic);
    clients?.delete(client);
    if (clients?.size === 0) this.topics.delete(topic);
  }

  /** Those who listened before that ledger. One that leaves meanwhile is not among those still to come. */
  *of(topic: Topic, ledgerIndex: number): Iterable<StreamClient> {
    const clients = this.topics.get(topic);
    if (!clients) return;
    for (const [client, after] of clients) if (after < ledgerIndex) yield client;
  }

  /** Everyone, each once. */
  all(): Set<StreamClient> {
    return new Set([...this.topics.values()].flatMap((clients) => [...clients.keys()]));
  }
}

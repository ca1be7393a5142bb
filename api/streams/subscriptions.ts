import type { Recipient } from './recipient';
import type { Topic } from './topics';

/** What topics of many members are counted under. */
const kinds: Readonly<Record<string, string>> = {
  'account:': 'account',
  'proposed:': 'accounts_proposed',
  'book:': 'books',
  'history:': 'account_history',
};

/** Who listens to what, each with the ledger after which it began to. */
export class Subscriptions {
  private readonly topics = new Map<Topic, Map<Recipient, number>>();
  private readonly watchers: ((topic: Topic, wanted: boolean) => void)[] = [];

  get empty(): boolean {
    return this.topics.size === 0;
  }

  /** A client that listens already goes on as it was. */
  add(topic: Topic, client: Recipient, after: number): void {
    const clients = this.topics.get(topic) ?? new Map<Recipient, number>();
    const isFirst = clients.size === 0;
    this.topics.set(topic, clients);
    if (!clients.has(client)) clients.set(client, after);
    if (isFirst) for (const watch of this.watchers) watch(topic, true);
  }

  remove(topic: Topic, client: Recipient): void {
    const clients = this.topics.get(topic);
    clients?.delete(client);
    if (clients?.size !== 0) return;
    this.topics.delete(topic);
    for (const watch of this.watchers) watch(topic, false);
  }

  /** Calls `watch` whenever a topic gets its first listener, and when it has lost its last. */
  onChange(watch: (topic: Topic, wanted: boolean) => void): void {
    this.watchers.push(watch);
  }

  /** Those who listened before that ledger. One that leaves meanwhile is not among those still to come. */
  *of(topic: Topic, ledgerIndex: number): Iterable<Recipient> {
    const clients = this.topics.get(topic);
    if (!clients) return;
    for (const [client, after] of clients) if (after < ledgerIndex) yield client;
  }

  /** Subscriptions of each kind, by Clio's names. */
  report(): Record<string, number> {
    const counts: Record<string, number> = Object.fromEntries(Object.values(kinds).map((name) => [name, 0]));
    for (const [topic, clients] of this.topics) {
      const kind = kinds[topic.slice(0, topic.indexOf(':') + 1)] ?? topic;
      counts[kind] = (counts[kind] ?? 0) + clients.size;
    }
    return counts;
  }

  /** Those who listen now, whatever ledger they began with. */
  listening(topic: Topic): Iterable<Recipient> {
    return this.topics.get(topic)?.keys() ?? [];
  }

  /** Of all clients to all topics. */
  get count(): number {
    let count = 0;
    for (const clients of this.topics.values()) count += clients.size;
    return count;
  }

  /** Whether anyone listens to a topic that begins like this. A look at every topic: for once a ledger. */
  has(kind: string): boolean {
    for (const topic of this.topics.keys()) if (topic.startsWith(kind)) return true;
    return false;
  }

  /** Everyone, each once. */
  all(): Set<Recipient> {
    return new Set([...this.topics.values()].flatMap((clients) => [...clients.keys()]));
  }
}

import { EventEmitter } from 'node:events';
import type { Message } from './connection';
import type { Node } from './node';
import { NodeError } from './node-error';
import { RecentMessages } from './recent-messages';

/** Before a node that did not answer is asked again, in milliseconds. */
const retryInterval = 1000;

interface Events {
  /** What the node says: of every stream that is wanted, and of others that happen to be followed. */
  message: [Message];
  /** Another node is followed from here on: what it answered to each subscription. */
  moved: [answers: ReadonlyMap<string, Message>];
  /** No node is there to follow. */
  lost: [];
  /** A node refused a stream. */
  refused: [stream: string, why: string];
}

/**
 * Streams of one node for everyone here: subscribed to once, however many want them, given up with the last, and taken
 * from another node when this one goes away or lags. What two nodes both say is told once.
 */
export class SharedStreams extends EventEmitter<Events> {
  private current: Node | undefined;
  private readonly wanted = new Set<string>();
  /** Those that `current` was asked for on the connection it has now. */
  private readonly followed = new Set<string>();
  private readonly recent = new RecentMessages();
  private settling = false;

  constructor(private readonly nodes: readonly Node[]) {
    super();
    for (const node of nodes) {
      node.on('state', () => this.choose());
      node.on('message', (message) => {
        if (node === this.current && this.recent.isNews(message)) this.emit('message', message);
      });
    }
  }

  /** @throws NodeError unreachable when there is nobody to hear anything from */
  requireNode(): Node {
    if (!this.current) throw new NodeError('unreachable', 'no rippled node is connected');
    return this.current;
  }

  want(stream: string): void {
    this.wanted.add(stream);
    void this.settle();
  }

  unwant(stream: string): void {
    this.wanted.delete(stream);
    void this.settle();
  }

  /**
   * What the node says about itself to who begins to follow `stream`.
   * @throws NodeError
   */
  async introduction(stream: string): Promise<Message> {
    const answer = await this.requireNode().request({ command: 'subscribe', streams: [stream] });
    return (answer['result'] ?? {}) as Message;
  }

  /** Stays with a node for as long as it follows the network, and with one that lags while no other does better. */
  private choose(): void {
    const { current } = this;
    if (current?.state === 'following') return;
    const better = this.nodes.filter(({ state }) => state === 'following').sort((a, b) => b.health - a.health)[0];
    if (!better && current?.state === 'lagging') return;
    const next = better ?? this.nodes.find(({ state }) => state === 'lagging');
    if (next === current) return;
    if (current?.state === 'lagging' && this.followed.size > 0) {
      current.request({ command: 'unsubscribe', streams: [...this.followed] }).catch(() => undefined);
    }
    this.current = next;
    this.recent.change();
    this.followed.clear();
    if (next) void this.settle(true);
    else this.emit('lost');
  }

  /** Brings what the node sends in line with what is wanted. One at a time; whatever changes meanwhile comes next. */
  private async settle(moved = false): Promise<void> {
    if (this.settling) return;
    this.settling = true;
    const answers = new Map<string, Message>();
    let node = this.current;
    try {
      for (let step = this.nextStep(); node && step; step = this.nextStep()) {
        const [command, stream] = step;
        // Before the answer: a connection that fails takes it back, a refusal would be repeated for ever.
        if (command === 'subscribe') this.followed.add(stream);
        else this.followed.delete(stream);
        const answer = await node.request({ command, streams: [stream] });
        if (answer['status'] !== 'success') this.emit('refused', stream, String(answer['error']));
        else answers.set(stream, (answer['result'] ?? {}) as Message);
        if (node === this.current) continue;
        [node, moved] = [this.current, true];
        answers.clear();
      }
    } catch {
      // Whoever takes over from a node that went away is asked anew. One that is there and only hung is asked again.
      if (node && node === this.current) {
        this.followed.clear();
        setTimeout(() => void this.settle(moved), retryInterval).unref();
      }
    } finally {
      this.settling = false;
    }
    if (node !== this.current) return this.settle(true);
    if (moved && node && this.followed.size === this.wanted.size) this.emit('moved', answers);
  }

  private nextStep(): [command: 'subscribe' | 'unsubscribe', stream: string] | undefined {
    for (const stream of this.wanted) if (!this.followed.has(stream)) return ['subscribe', stream];
    for (const stream of this.followed) if (!this.wanted.has(stream)) return ['unsubscribe', stream];
    return undefined;
  }
}

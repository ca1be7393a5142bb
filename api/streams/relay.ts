import type { Logger } from '../../kit/logger';
import type { Message } from '../../rippled/connection';
import type { SharedStreams } from '../../rippled/shared-streams';
import { deliver } from './deliver';
import { NodeMessage } from './node-message';
import { ProposedMessage } from './proposed-message';
import { toldByNode } from './streams';
import type { Subscriptions } from './subscriptions';
import type { Topic } from './topics';

/** rippled's own words for a server that hears nothing of the network. */
const disconnected = { type: 'serverStatus', server_status: 'disconnected' };

/** Passes on what rippled nodes say, to whoever has subscribed: followed upstream only while somebody listens. */
export class Relay {
  /** How many topics here need each stream there. */
  private readonly needed = new Map<string, number>();

  constructor(
    private readonly streams: SharedStreams,
    private readonly subscriptions: Subscriptions,
    logger: Logger,
  ) {
    subscriptions.onChange((topic, wanted) => this.change(topic, wanted));
    streams.on('message', (message) => {
      try {
        this.pass(message);
      } catch (error) {
        // A node may say anything; the others, and the rest of what it says, are not to suffer for it.
        logger.warn({ err: error, type: message['type'] }, 'what a rippled node said could not be passed on');
      }
    });
    streams.on('lost', () => this.pass(disconnected));
    streams.on('moved', (answers) => {
      const status = answers.get('server');
      if (status) this.pass({ type: 'serverStatus', ...statusOf(status) });
    });
    streams.on('refused', (stream, why) => logger.warn({ stream, why }, 'a rippled node refused a stream'));
  }

  private change(topic: Topic, wanted: boolean): void {
    const stream = upstreamOf(topic);
    if (!stream) return;
    const count = (this.needed.get(stream) ?? 0) + (wanted ? 1 : -1);
    this.needed.set(stream, count);
    if (wanted && count === 1) this.streams.want(stream);
    if (count === 0) this.streams.unwant(stream);
  }

  private pass(message: Message): void {
    const isTransaction = message['type'] === 'transaction';
    // Validated ones are told from the ledgers.
    if (isTransaction && message['validated'] === true) return;
    const passed = isTransaction ? new ProposedMessage(message) : new NodeMessage(message);
    deliver(passed, (topic) => this.subscriptions.listening(topic));
  }
}

/** The stream of a node that a topic is told from, if it is. */
function upstreamOf(topic: Topic): string | undefined {
  if (topic.startsWith('proposed:')) return 'transactions_proposed';
  return toldByNode.find((name) => name === topic);
}

/** What of a node's introduction its later messages have, too. */
function statusOf({ load_base, load_factor, server_status }: Message): Message {
  return { load_base, load_factor, server_status };
}

import type { Logger } from '../../kit/logger';
import { NodeError, type NodeFailure } from '../../rippled/node-error';
import type { LedgerError } from '../../xrpl/ledger-diff';
import { sourceName } from '../source-name';
import type { NodeStanding } from './node-standing';
import type { SourceMetrics } from './source-metrics';

/** What a node tells of its doings. */
export interface NodeTold {
  /** Asks, and notes how long the answer took or what there was in its place. */
  readonly measured: <A>(call: string, ask: () => Promise<A>) => Promise<A>;
  /** It asked to be asked less: nothing is asked for so many milliseconds. */
  readonly onLimited: (how: 'warned' | 'refused', milliseconds: number) => void;
  /** Something that whoever runs it should know, told once. */
  readonly onNotice: (text: string) => void;
}

/** What happens to sources: each event is a line in the log and a figure in the metrics. */
export class SourceEvents {
  /** What each source failed with last, until it answers again: said once. */
  private readonly failing = new Map<NodeStanding, NodeFailure>();
  private followed: NodeStanding | undefined;

  constructor(
    private readonly logger: Pick<Logger, 'info' | 'warn'>,
    private readonly metrics?: SourceMetrics,
  ) {}

  /** To be told by the node at `url` itself. */
  of(url: string): NodeTold {
    const { logger, metrics } = this;
    const source = sourceName(url);
    return {
      measured: async (call, ask) => {
        const began = performance.now();
        const end = (failure?: NodeFailure): void =>
          metrics?.requested(source, call, performance.now() - began, failure);
        try {
          const answer = await ask();
          end();
          return answer;
        } catch (error) {
          end((error as NodeError).failure);
          throw error;
        }
      },
      onLimited: (how, milliseconds) => {
        metrics?.limited(source, how);
        logger.warn({ source, how }, `${source} asks us to slow down: nothing is asked of it for ${milliseconds} ms`);
      },
      onNotice: (text) => logger.info({ source }, text),
    };
  }

  /** How these stand is to be told to whoever asks. @returns what ends that */
  watch(standings: readonly NodeStanding[]): () => void {
    return this.metrics?.watch(standings, () => this.followed) ?? (() => undefined);
  }

  /** It can be asked, for the first time or again. */
  following({ node, newest }: NodeStanding): void {
    const what = node.about === undefined ? '' : `, ${node.about}`;
    this.logger.info({ source: node.name, newest }, `following ${node.name}${what}; its newest ledger is ${newest}`);
  }

  /** It can't be asked. */
  lost({ node }: NodeStanding, why: string): void {
    this.logger.warn({ source: node.name }, why);
  }

  /** Ledgers closed elsewhere, and not there. */
  stalled({ node, newest }: NodeStanding, elsewhere: number): void {
    const text = `${node.name} is stalled: no ledger closed after ${newest}, others have ${elsewhere}`;
    this.logger.warn({ source: node.name, newest, elsewhere }, text);
  }

  /** No ledger closed anywhere. */
  quiet({ node, newest }: NodeStanding, milliseconds: number): void {
    if (node.isStandalone) return; // it closes them when it is told to
    const text = `${node.name}: no ledger has closed for ${milliseconds / 1000} s, the last is ${newest}`;
    this.logger.warn(
      { source: node.name, newest },
      `${text}. In standalone mode that is as it should be, else it is stalled`,
    );
  }

  /** A node gave what it was asked for: a ledger, or a whole state. */
  gave(standing: NodeStanding): void {
    this.failing.delete(standing);
  }

  /** A ledger is taken up that this node gave. */
  taken(standing: NodeStanding | undefined): void {
    if (!standing || standing === this.followed) return;
    const { name } = standing.node;
    if (this.followed)
      this.logger.info({ source: name, before: this.followed.node.name }, `ledgers come from ${name} now`);
    this.followed = standing;
  }

  /** It did not give a ledger that it was asked for. */
  failed(standing: NodeStanding, ledgerIndex: number, error: Error): void {
    const { message } = error;
    const failure = error instanceof NodeError ? error.failure : 'unreadable';
    // Requests go out side by side: what fails all of them is said once. What one ledger lacks is said of each.
    if (failure !== 'absent' && this.failing.get(standing) === failure) return;
    this.failing.set(standing, failure);
    const text = `ledger ${ledgerIndex} could not be fetched: ${message}`;
    this.logger.warn({ ledgerIndex, source: standing.node.name }, text);
  }

  /** It has not given a ledger for so long that another is asked too. */
  slow({ node: { name } }: NodeStanding, ledgerIndex: number, milliseconds: number): void {
    const text = `${name} did not give ledger ${ledgerIndex} within ${milliseconds} ms; the next is asked too`;
    this.logger.warn({ ledgerIndex, source: name }, text);
  }

  /** A ledger that it gave is wrong. */
  refused(standing: NodeStanding | undefined, milliseconds: number, error: LedgerError): void {
    const source = standing?.node.name;
    if (source !== undefined) this.metrics?.refused(sourceName(source));
    const text = `a ledger was refused, and its source set aside for ${milliseconds / 1000} s: ${error.message}`;
    this.logger.warn({ ledgerIndex: error.ledgerIndex, source }, text);
  }

  /** The next ledger wanted is none that a node can be asked for. */
  waiting(ledgerIndex: number, standings: readonly NodeStanding[]): void {
    const how = standings.map(({ node, state, newest }) => `${node.name} is ${state}, its newest ledger is ${newest}`);
    this.logger.warn({ ledgerIndex }, `waiting for ledger ${ledgerIndex}: ${how.join('; ')}`);
  }

  /** The log goes on beyond what any node has. */
  beyond(ledgerIndex: number, newest: number): void {
    this.logger.warn(
      { ledgerIndex, newest },
      `the log goes on with ledger ${ledgerIndex}, but the newest ledger of any source is ${newest}: they are behind, or of another ` +
        'chain, such as that of a node in standalone mode that was started anew. Another chain needs another --data folder',
    );
  }

  /** The state that a log begins with is being loaded. */
  loading(standing: NodeStanding, ledgerIndex: number, objects: number, share: number): void {
    const source = standing.node.name;
    const text =
      objects === 0
        ? `loading the state of ledger ${ledgerIndex} from ${source}`
        : `loading the state of ledger ${ledgerIndex}: ${objects} objects, ${Math.floor(share * 100)}%`;
    this.logger.info({ ledgerIndex, source, objects }, text);
  }
}

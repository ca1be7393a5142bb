import type { PipelineSource } from '../../schemas/pipeline';
import { sourceName, withSourceName } from '../source-name';
import type { LedgerNode } from './ledger-node';

/** How much one outcome weighs in the success rate. */
const weight = 0.2;
/** Milliseconds for which a node that gave a wrong ledger is asked nothing: the first time, doubled each time, at most. */
const setAside = { first: 2_000, longest: 3_600_000 };

export const nodeStates = ['waiting', 'following', 'stalled', 'aside'] as const;

/**
 * Where a node stands as a source:
 *
 *     waiting ──► following ◄──► stalled        aside: it gave a wrong ledger, for longer each time
 *        ▲            │             │             ▲ │
 *        └────────────┴─────────────┘             │ ▼
 *                                               any of them
 */
export type NodeState = (typeof nodeStates)[number];

/** What experience says of a node. */
export class NodeStanding {
  /** The newest ledger it has validated; 0 while that is not known. */
  newest = 0;
  static readonly notAsked = 'not asked yet';
  /** Why it can't be asked now; absent when it can. */
  trouble: string | undefined = NodeStanding.notAsked;
  /** Whether ledgers closed elsewhere that it still has not. It may give the ones it has. */
  stalled = false;
  /** Ledgers of it that failed verification. */
  refused = 0;
  private successRate = 1;
  private asideUntil = 0;

  constructor(readonly node: LedgerNode) {}

  get state(): NodeState {
    if (this.isAside) return 'aside';
    if (this.trouble !== undefined) return 'waiting';
    return this.stalled ? 'stalled' : 'following';
  }

  /** From 0 to 1; 0 for a node that is not to be asked. */
  get health(): number {
    if (this.trouble !== undefined || this.isAside) return 0;
    return this.stalled ? this.successRate / 2 : this.successRate;
  }

  get isAside(): boolean {
    return this.asideUntil > Date.now();
  }

  /** For those who look at the pipeline. */
  get described(): Omit<PipelineSource, 'asked'> {
    const { health, newest, refused, state } = this;
    const { name: place } = this.node;
    const why = this.why && withSourceName(this.why, place);
    const name = sourceName(place);
    const kind = place.startsWith('ws') ? 'websocket' : 'grpc';
    return { name, kind, state, health, refused, ...(newest > 0 && { newest }), ...(why !== undefined && { why }) };
  }

  private get why(): string | undefined {
    if (this.isAside) return `it gave ${this.refused === 1 ? 'a wrong ledger' : `${this.refused} wrong ledgers`}`;
    return this.trouble ?? (this.stalled ? `no ledger has closed after ${this.newest}` : undefined);
  }

  record(succeeded: boolean): void {
    this.successRate += weight * ((succeeded ? 1 : 0) - this.successRate);
  }

  /** It gave a ledger that is wrong. @returns milliseconds for which it is set aside */
  refuse(): number {
    const span = Math.min(setAside.longest, setAside.first * 2 ** this.refused);
    this.refused += 1;
    this.asideUntil = Date.now() + span;
    return span;
  }
}

import { EventEmitter, once, setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../kit/logger';
import { backoff } from '../../rippled/backoff';
import { NodeError } from '../../rippled/node-error';
import type { PipelineSource } from '../../schemas/pipeline';
import { LedgerError, type LedgerDiff } from '../../xrpl/ledger-diff';
import type { Source } from '../source';
import type { LedgerNode } from './ledger-node';
import { firstAnswer } from './first-answer';
import { NodeStanding } from './node-standing';
import { wholeState } from './whole-state';

/** Ledgers that are fetched ahead of the one wanted next. */
const ahead = 16;
/** Milliseconds to wait for one node's ledger before the next node is asked for it too. */
const patience = 3_000;
/** Milliseconds without a new ledger after which a node counts as stalled. */
const stalledAfter = 60_000;

export interface NodeSourceOptions {
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** The ledger to begin with, its whole state included, where nothing is there to go on from; the newest when absent. */
  readonly start?: number | undefined;
  /** Milliseconds without a new ledger after which a node counts as stalled. */
  readonly stalledAfter?: number;
}

/**
 * Nodes as one source that never ends: the healthiest is asked, the others stand by. A ledger that one can't give, or
 * gave wrongly, is asked of the next, for as long as it takes; nothing is skipped.
 */
export class NodeSource implements Source {
  readonly name: string;
  readonly live = true;
  private readonly standings: NodeStanding[];
  private readonly closed = new AbortController();
  private watching = false;
  /** Emits `news` whenever more is known of a node. */
  private readonly events = new EventEmitter();
  private refused: LedgerError | undefined;
  /** Which node gave each ledger that has not been taken up yet. */
  private readonly givers = new Map<number, NodeStanding>();

  constructor(
    nodes: readonly LedgerNode[],
    private readonly options: NodeSourceOptions,
  ) {
    this.name = nodes.map(({ name }) => name).join(', ');
    this.standings = nodes.map((node) => new NodeStanding(node));
  }

  /** What the nodes have can't be known beforehand, and grows. */
  extent(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async *ledgers(from: number | undefined, signal?: AbortSignal): AsyncGenerator<LedgerDiff[]> {
    this.watch();
    const stop = AbortSignal.any(signal ? [signal, this.closed.signal] : [this.closed.signal]);
    setMaxListeners(0, stop); // every ledger that is being fetched listens
    let next = from;
    while (next === undefined) {
      const start = this.options.start ?? (await this.newest(1, stop));
      // A state takes as long as it takes.
      yield await this.eventually(start, undefined, stop, ({ node }) => wholeState(node, start));
      if (!this.takeRefusal()) next = start + 1;
    }
    const fetched = new Map<number, Promise<LedgerDiff[]>>();
    for (;;) {
      const newest = await this.newest(next, stop);
      for (let index = next; index <= Math.min(newest, next + ahead); index++) {
        if (!fetched.has(index)) fetched.set(index, this.fetch(index, stop));
      }
      yield await fetched.get(next)!;
      // After a wrong ledger everything is asked again: what is ahead may be of the same kind.
      if (this.takeRefusal()) fetched.clear();
      else fetched.delete(next++);
    }
  }

  refuse(error: LedgerError): void {
    const giver = this.givers.get(error.ledgerIndex);
    const span = giver?.refuse();
    this.refused = error;
    this.options.logger.warn(
      { ledgerIndex: error.ledgerIndex, source: giver?.node.name },
      `a ledger was refused, and its source set aside for ${(span ?? 0) / 1000} s: ${error.message}`,
    );
  }

  health(): PipelineSource[] {
    const [asked] = this.byHealth(0);
    return this.standings.map((standing) => ({ ...standing.described, asked: standing === asked }));
  }

  close(): void {
    this.closed.abort();
    for (const { node } of this.standings) node.close();
  }

  private takeRefusal(): boolean {
    const { refused } = this;
    this.refused = undefined;
    return refused !== undefined;
  }

  private fetch(index: number, stop: AbortSignal): Promise<LedgerDiff[]> {
    const fetching = this.eventually(index, patience, stop, async ({ node }) => [await node.ledger(index)]);
    fetching.catch(() => undefined); // awaited when its turn comes
    return fetching;
  }

  /**
   * Asks node after node until one answers.
   * @throws the signal's reason; and LedgerError when it is a state, which is asked for without patience, and none has it
   */
  private async eventually<T>(
    index: number,
    patience: number | undefined,
    stop: AbortSignal,
    ask: (standing: NodeStanding) => Promise<T>,
  ): Promise<T> {
    let failures = 0;
    let absences = 0;
    const fault = (standing: NodeStanding, message: string): void => {
      if (stop.aborted) return;
      standing.record(false);
      this.options.logger.warn({ ledgerIndex: index, source: standing.node.name }, message);
    };
    const told = {
      onFailure: (standing: NodeStanding, error: Error): void => {
        failures++;
        if (error instanceof NodeError && error.failure === 'absent') absences++;
        fault(standing, `ledger ${index} could not be fetched: ${error.message}`);
      },
      onSlow: (standing: NodeStanding): void =>
        fault(
          standing,
          `${standing.node.name} did not give ledger ${index} within ${patience} ms; the next is asked too`,
        ),
    };
    for (;;) {
      const found = await unless(
        stop,
        firstAnswer(() => this.byHealth(index), patience, ask, told),
      );
      if (found) {
        found.candidate.record(true);
        this.givers.set(index, found.candidate);
        this.givers.delete(index - 4 * ahead);
        return found.answer;
      }
      if (patience === undefined && absences > 2 * this.standings.length) throw this.noState(index);
      await sleep(backoff(Math.max(1, failures)), undefined, { signal: stop }).catch(() => stop.throwIfAborted());
    }
  }

  private noState(index: number): LedgerError {
    const advice = 'nodes keep the ledgers of their ledger_history: name one that has more, or an archive';
    return new LedgerError(index, `no source has its state; ${advice}`, this.name);
  }

  /** Nodes that can be asked for ledger `index`, the healthiest first; equals in the order they were given. */
  private byHealth(index: number): NodeStanding[] {
    return this.standings
      .filter(({ health, newest }) => health > 0 && newest >= index)
      .sort((a, b) => b.health - a.health);
  }

  /** The newest ledger that any node has validated, once that is `least` or beyond. */
  private async newest(least: number, stop: AbortSignal): Promise<number> {
    for (;;) {
      const newest = Math.max(...this.standings.map((standing) => (standing.isAside ? 0 : standing.newest)));
      if (newest >= least) return newest;
      // A node that was set aside comes back without any news.
      await this.newsWithin(1_000, stop);
    }
  }

  private watch(): void {
    if (this.watching) return;
    this.watching = true;
    for (const standing of this.standings) void this.follow(standing);
  }

  private async follow(standing: NodeStanding): Promise<void> {
    const { node } = standing;
    const { signal } = this.closed;
    for (let failures = 0; !signal.aborted;) {
      const alarm = setTimeout(() => this.noteStall(standing), this.options.stalledAfter ?? stalledAfter);
      try {
        // After trouble any answer is news: the network may have stood still meanwhile.
        const known = standing.trouble === undefined ? standing.newest : 0;
        const newest = await node.newest(known, signal);
        if (standing.trouble !== undefined) this.options.logger.info({ source: node.name, newest }, 'following a node');
        standing.newest = newest;
        standing.trouble = undefined;
        standing.stalled = false;
        failures = 0;
      } catch (error) {
        clearTimeout(alarm);
        if (signal.aborted) return;
        const { message } = error as Error;
        if (standing.trouble !== message) this.options.logger.warn({ source: node.name }, message);
        standing.trouble = message;
        await sleep(backoff(++failures), undefined, { signal }).catch(() => undefined);
      } finally {
        clearTimeout(alarm);
      }
      this.events.emit('news');
    }
  }

  private noteStall(standing: NodeStanding): void {
    const { node, newest } = standing;
    standing.stalled = true;
    this.options.logger.warn(
      { source: node.name, newest },
      `${node.name} is stalled: no ledger closed after ${newest}`,
    );
  }

  /** Not by `AbortSignal.timeout`: within `AbortSignal.any`, Node 20 may collect it before it fires. */
  private async newsWithin(milliseconds: number, stop: AbortSignal): Promise<void> {
    const waited = new AbortController();
    const timer = setTimeout(() => waited.abort(), milliseconds);
    const signal = AbortSignal.any([stop, waited.signal]);
    await once(this.events, 'news', { signal }).catch(() => stop.throwIfAborted());
    clearTimeout(timer);
  }
}

/** What `promise` resolves with, unless `signal` fires first. @throws the signal's reason */
async function unless<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stop!: () => void;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

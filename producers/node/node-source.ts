import { EventEmitter, once, setMaxListeners } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '../../rippled/backoff';
import { NodeError } from '../../rippled/node-error';
import type { PipelineSource } from '../../schemas/pipeline';
import { LedgerError, type LedgerDiff } from '../../xrpl/ledger-diff';
import type { Source } from '../source';
import type { LedgerNode } from './ledger-node';
import { firstAnswer } from './first-answer';
import { NodeStanding } from './node-standing';
import type { SourceEvents } from './source-events';
import { StateSpool } from '../../log/state-spool';
import { wholeState } from './whole-state';

/** Ledgers that are fetched ahead of the one wanted next. */
const ahead = 16;
/** Milliseconds to wait for one node's ledger before the next node is asked for it too. */
const patience = 3_000;
/** Milliseconds: without a new ledger, after which a node counts as stalled; between two words about waiting, and loading. */
const defaults = { stalledAfter: 60_000, sayEvery: 60_000, progressEvery: 10_000 };

export interface NodeSourceOptions {
  /** The ledger to begin with, its whole state included, where nothing is there to go on from; the newest when absent. */
  readonly start?: number | undefined;
  /** Folder for the state to begin with, until that is proven: as large as the state. That of the system when absent. */
  readonly scratch?: string | undefined;
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
  private readonly unwatch: () => void;

  constructor(
    nodes: readonly LedgerNode[],
    private readonly options: NodeSourceOptions,
    private readonly said: SourceEvents,
  ) {
    this.name = nodes.map(({ name }) => name).join(', ');
    this.standings = nodes.map((node) => new NodeStanding(node));
    this.unwatch = said.watch(this.standings);
  }

  /** What the nodes have can't be known beforehand, and grows. */
  extent(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async *ledgers(from: number | undefined, signal?: AbortSignal): AsyncGenerator<Iterable<LedgerDiff>> {
    this.watch();
    const stop = AbortSignal.any(signal ? [signal, this.closed.signal] : [this.closed.signal]);
    setMaxListeners(0, stop); // every ledger that is being fetched listens
    let next = from;
    while (next === undefined) {
      const newest = await this.newest(1, stop);
      const start = this.options.start ?? newest;
      if (start > newest) this.said.waiting(start, this.standings);
      const spool = new StateSpool(this.options.scratch ?? tmpdir());
      try {
        // A state takes as long as it takes.
        yield await this.eventually(start, undefined, stop, (standing) =>
          wholeState(standing.node, start, spool, this.loading(standing, start)),
        );
      } finally {
        spool.close();
      }
      if (!this.takeRefusal()) next = start + 1;
    }
    const fetched = new Map<number, Promise<LedgerDiff[]>>();
    await this.expectBeyond(next - 1, stop);
    for (;;) {
      const newest = await this.newest(next, stop);
      for (let index = next; index <= Math.min(newest, next + ahead); index++) {
        if (!fetched.has(index)) fetched.set(index, this.fetch(index, stop));
      }
      yield await fetched.get(next)!;
      // After a wrong ledger everything is asked again: what is ahead may be of the same kind.
      if (this.takeRefusal()) {
        fetched.clear();
        continue;
      }
      this.said.taken(this.givers.get(next));
      fetched.delete(next++);
    }
  }

  refuse(error: LedgerError): void {
    const giver = this.givers.get(error.ledgerIndex);
    this.said.refused(giver, giver?.refuse() ?? 0, error);
    this.refused = error;
  }

  health(): PipelineSource[] {
    const [asked] = this.byHealth(0);
    return this.standings.map((standing) => ({ ...standing.described, asked: standing === asked }));
  }

  close(): void {
    this.closed.abort();
    this.unwatch();
    for (const { node } of this.standings) node.close();
  }

  /** @returns what tells now and then how far the state is */
  private loading(standing: NodeStanding, index: number): (objects: number, key: Buffer) => void {
    let said = -Infinity;
    return (objects, key) => {
      if (performance.now() - said < defaults.progressEvery) return;
      said = performance.now();
      this.said.loading(standing, index, objects, key.readUInt32BE() / 2 ** 32);
    };
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
    const fault = (standing: NodeStanding, say: () => void): void => {
      if (stop.aborted) return;
      standing.record(false);
      say();
    };
    const told = {
      onFailure: (standing: NodeStanding, error: Error): void => {
        failures++;
        if (error instanceof NodeError && error.failure === 'absent') absences++;
        fault(standing, () => this.said.failed(standing, index, error));
      },
      onSlow: (standing: NodeStanding): void => fault(standing, () => this.said.slow(standing, index, patience!)),
    };
    for (;;) {
      const found = await unless(
        stop,
        firstAnswer(() => this.byHealth(index), patience, ask, told),
      );
      if (found) {
        found.candidate.record(true);
        this.said.gave(found.candidate);
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
    for (let said = Date.now(); ;) {
      if (this.reached >= least) return this.reached;
      if (Date.now() - said > defaults.sayEvery && this.standings.every(({ health }) => health === 0)) {
        said = Date.now();
        this.said.waiting(least, this.standings);
      }
      // A node that was set aside comes back without any news.
      await this.newsWithin(1_000, stop);
    }
  }

  /** The newest ledger of any node that is believed. */
  private get reached(): number {
    return Math.max(...this.standings.map((standing) => (standing.isAside ? 0 : standing.newest)));
  }

  /** Says so when no node has as much as the log, once any can be asked. */
  private async expectBeyond(last: number, stop: AbortSignal): Promise<void> {
    const newest = await this.newest(1, stop);
    const all = this.standings.every(({ trouble }) => trouble !== NodeStanding.notAsked);
    if (newest < last && all) this.said.beyond(last + 1, newest);
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
      const alarm = this.watchFor(standing);
      try {
        // After trouble any answer is news: the network may have stood still meanwhile.
        const known = standing.trouble === undefined ? standing.newest : 0;
        const newest = await node.newest(known, signal);
        const { trouble } = standing;
        standing.newest = newest;
        standing.trouble = undefined;
        standing.stalled = false;
        failures = 0;
        if (trouble !== undefined) this.said.following(standing);
      } catch (error) {
        clearInterval(alarm);
        if (signal.aborted) return;
        const { message } = error as Error;
        if (standing.trouble !== message) this.said.lost(standing, message);
        standing.trouble = message;
        await sleep(backoff(++failures), undefined, { signal }).catch(() => undefined);
      } finally {
        clearInterval(alarm);
      }
      this.events.emit('news');
    }
  }

  /** Looks after a node of which nothing new is heard: stalled is the one that others have left behind. */
  private watchFor(standing: NodeStanding): NodeJS.Timeout {
    const span = this.options.stalledAfter ?? defaults.stalledAfter;
    let silences = 0;
    return setInterval(() => {
      const { reached } = this;
      if (reached <= standing.newest) {
        if (silences++ === 0) this.said.quiet(standing, span);
      } else if (!standing.stalled) {
        standing.stalled = true;
        this.said.stalled(standing, reached);
      }
    }, span);
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

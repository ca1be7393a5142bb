import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { registry } from '../consumers/registry';
import { Runner } from '../consumers/runner';
import type { Logger } from '../kit/logger';
import { isNode, newestOf } from '../producers/open-sources';
import type { TlsFiles } from '../rippled/grpc-client';
import type { Reader } from '../store/read/reader';
import { TablesReader } from '../store/read/tables-reader';
import type { DataFolder, Tables } from './data-folder';
import { runProducerThread } from './producer-thread';

/** Milliseconds: between two looks whether the state has caught up, and for which answers that have begun may go on. */
const intervals = { look: 100, grace: 3000 };

export interface InstantTask {
  readonly source: readonly string[];
  readonly start: number | undefined;
  readonly tls: TlsFiles;
  readonly logLevel: string;
}

/** Serving from the first ledger on, before the state is loaded: its ledgers are followed beside, without any state. */
export class InstantStart {
  private constructor(
    private readonly followed: DataFolder,
    private readonly task: InstantTask,
    private readonly logger: Logger,
    /** The ledger whose state is to be loaded: those after it are followed. */
    readonly start: number,
  ) {}

  /** @returns nothing where the log has begun: then the state is known */
  static async begin(
    data: DataFolder,
    task: InstantTask,
    logger: Logger,
    signal: AbortSignal,
  ): Promise<InstantStart | undefined> {
    const { followed } = data;
    await InstantStart.forget(data);
    if ((await data.log().end()) !== undefined) return undefined;
    const source = task.source.filter(isNode);
    if (source.length === 0) throw new Error('--instant follows nodes: name one with --source');
    const start = task.start ?? (await newestOf(source, { ...task, logger }, signal));
    await mkdir(followed.tablesPath, { recursive: true });
    return new InstantStart(followed, { ...task, source }, logger, start);
  }

  /** Removes what a start that was stopped left behind. */
  static async forget({ followed }: DataFolder): Promise<void> {
    await rm(followed.path, { recursive: true, force: true });
  }

  /** Follows ledgers until the tables with the state have caught up with them, or `signal`. */
  async run({ store: whole, followed: store }: Tables, signal: AbortSignal): Promise<void> {
    if (!store) return;
    const { followed, logger, start } = this;
    const { source, tls, logLevel } = this.task;
    const done = new AbortController();
    const own = AbortSignal.any([signal, done.signal]);
    const views = registry.filter(({ beginsWith }) => beginsWith === 'diff');
    const runner = await Runner.open({ log: followed.log(logger), store, views, logger });
    const first = start + 1;
    logger.info({ ledgerIndex: first }, 'following ledgers while the state is being loaded');
    const all = [
      runProducerThread({ data: followed.path, source, first, tls, stateCheck: 'block', logLevel }, own),
      runner.run({ follow: true, signal: own }),
      caughtUp(new TablesReader(whole), new TablesReader(store), own),
    ];
    try {
      await Promise.race(all);
    } finally {
      done.abort();
      await Promise.allSettled(all);
    }
    if (signal.aborted) return;
    logger.info({ ledgerIndex: first }, 'the state is loaded and proven: answers come from the tables alone');
    await sleep(intervals.grace, undefined, { signal }).catch(() => undefined);
    // Whoever has them open still can go on reading.
    await rm(followed.path, { recursive: true, force: true });
  }
}

async function caughtUp(whole: Reader, followed: Reader, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [here, there] = await Promise.all([whole.visibleRange(), followed.visibleRange()]);
    if (here && there && here.last >= there.last) return;
    await sleep(intervals.look, undefined, { signal }).catch(() => undefined);
  }
}

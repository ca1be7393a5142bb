import { hostname } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from '../kit/logger';
import type { ProcessRole } from '../schemas/pipeline';
import type { ProcessReport } from '../schemas/process-report';
import type { TableStore } from '../store/port';
import { removeOldReports, removeReport, writeReport } from '../store/processes';
import { version } from './version';

/** Milliseconds between two reports. */
const interval = 2000;

type Work = Pick<ProcessReport, 'producing' | 'consuming' | 'serving'>;

/** Says every two seconds, in the tables, that this process lives and what it does. */
export class Heartbeat {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });
  private readonly since = Date.now();
  private readonly timer: NodeJS.Timeout;
  private writing: Promise<void> | undefined;
  private failed = false;

  /** @param work what it does, as of now */
  constructor(
    private readonly store: TableStore,
    private readonly roles: readonly ProcessRole[],
    private readonly work: () => Work,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {
    this.delay.enable();
    this.timer = setInterval(() => this.beat(), interval).unref();
    this.beat();
    void removeOldReports(store, Date.now()).catch(() => undefined); // somebody else's business, and tried by whoever is next
  }

  /** Of a process that has no tables open: these are opened for it alone, where there are any to speak of. */
  static over(
    store: TableStore | undefined,
    role: ProcessRole,
    work: () => Work,
    logger: Pick<Logger, 'warn'>,
  ): Pick<Heartbeat, 'stop'> {
    if (!store) return { stop: () => Promise.resolve() };
    const heartbeat = new Heartbeat(store, [role], work, logger);
    return { stop: () => heartbeat.stop().finally(() => store.close()) };
  }

  /** Says that this process is gone, if that can still be said. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.delay.disable();
    await this.writing;
    if (!this.failed) await removeReport(this.store, this.report()).catch(() => undefined); // it is forgotten in time
  }

  private beat(): void {
    // What can't be written for now must not pile up.
    this.writing ??= writeReport(this.store, this.report())
      .then(
        () => void (this.failed = false),
        (error: unknown) => {
          if (!this.failed) this.logger.warn({ err: error }, 'this process can not be shown in the pipeline');
          this.failed = true;
        },
      )
      .finally(() => (this.writing = undefined));
  }

  private report(): ProcessReport {
    const late = this.delay.percentile(99) / 1e9;
    this.delay.reset();
    return {
      roles: this.roles,
      host: hostname(),
      pid: process.pid,
      version,
      since: this.since,
      seen: Date.now(),
      memory: process.memoryUsage.rss(),
      // The timer itself comes every 20 ms.
      eventLoopDelay: Number.isFinite(late) ? Math.max(0, late - 0.02) : 0,
      ...this.work(),
    };
  }
}

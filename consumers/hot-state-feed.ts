import type { Logger } from '../kit/logger';
import { deletionsKept, type HotExtent, type HotObject, type HotState } from '../store/hot-state';
import type { Reader } from '../store/read/reader';
import { parseHeader } from '../xrpl/header';
import type { LedgerDiff } from '../xrpl/ledger-diff';

/** Objects read at a time when the hot state is filled from the tables. */
const page = 1000;

/** Objects to apply, and up to which ledger they bring the hot state. */
interface Pending {
  objects: Map<string, HotObject>;
  extent: HotExtent;
  /** They begin a whole state: nothing from before counts. */
  anew: boolean;
}

/** Keeps the hot state at the newest ledger: the one consumer that must see ledgers in order. */
export class HotStateFeed {
  private objects = new Map<string, HotObject>();
  private anew = false;

  private constructor(
    private readonly hot: HotState,
    private extent: HotExtent | undefined,
    private readonly logger: Logger,
  ) {}

  /** Begins where the hot state ends; fills it from the tables when it is not of these tables or not there at all. */
  static async open(hot: HotState, reader: Reader, logger: Logger): Promise<HotStateFeed> {
    const extent = hot.extent();
    const ledger = extent && (await reader.ledger(extent.ledgerIndex));
    if (extent && ledger?.hash.equals(extent.hash)) return new HotStateFeed(hot, extent, logger);
    await hot.clear();
    const feed = new HotStateFeed(hot, undefined, logger);
    await feed.fill(reader);
    return feed;
  }

  /** The first ledger of the log that the hot state has not seen. */
  get next(): number {
    return this.extent ? this.extent.ledgerIndex + 1 : 0;
  }

  add({ ledgerIndex: ledger, kind, hash, header, objects, segment, last }: LedgerDiff): void {
    if (ledger < this.next) return;
    const before = this.extent;
    if (kind === 'diff') {
      if (before?.ledgerIndex !== ledger - 1 || !before.hash.equals(parseHeader(header).parentHash)) return;
    } else if (segment === 0) {
      this.objects.clear();
      this.anew = true;
      this.extent = undefined;
    }
    for (const { key, blob } of objects) this.objects.set(key.toString('latin1'), { ledger, blob });
    if (!last) return;
    const since = kind === 'state' ? ledger : Math.max(before!.since, ledger - deletionsKept);
    this.extent = { ledgerIndex: ledger, hash, since };
  }

  /** What has been added since the last call; of a whole state, which may be more than memory holds, perhaps a part. */
  take(): Pending | undefined {
    const { objects, extent = unfinished, anew } = this;
    if (objects.size === 0) return undefined;
    this.objects = new Map();
    this.anew = false;
    return { objects, extent, anew };
  }

  /** To be called once the rows of those ledgers are durable, and before they are visible. */
  async apply({ objects, extent, anew }: Pending): Promise<void> {
    if (anew) await this.hot.clear();
    await this.hot.apply(objects, extent);
  }

  private async fill(reader: Reader): Promise<void> {
    const range = await reader.visibleRange();
    const ledger = range && (await reader.ledger(range.last));
    if (!ledger) return;
    const { ledgerIndex, hash } = ledger;
    this.logger.info({ ledgerIndex }, 'filling the hot state from the tables');
    const whole = { ledgerIndex, hash, since: ledgerIndex };
    let count = 0;
    for (let after = Buffer.alloc(32); ;) {
      const keys = await reader.keysAfter(after, ledgerIndex, page);
      const blobs = await reader.objects(keys, ledgerIndex);
      // All that is known of each is that it is the newest version at this ledger.
      const object = (blob: Buffer | undefined): HotObject => ({ ledger: ledgerIndex, blob: blob ?? null });
      const objects = new Map(keys.map((key, i) => [key.toString('latin1'), object(blobs[i])]));
      const done = keys.length < page;
      await this.hot.apply(objects, done ? whole : unfinished);
      count += keys.length;
      if (done) break;
      after = keys.at(-1)! as typeof after;
    }
    this.extent = whole;
    this.logger.info({ ledgerIndex, objects: count }, 'the hot state is complete');
  }
}

/** Of no tables: a stop while it is being filled begins again. */
const unfinished: HotExtent = { ledgerIndex: 0, hash: Buffer.alloc(32), since: 0 };

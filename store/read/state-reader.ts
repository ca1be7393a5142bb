import { deletedPosition, keys, objects } from '../../schemas/tables/state';
import { objectIn, objectsIn } from '../blocks/contents-block';
import { stateFrom } from '../blocks/placement';
import type { PackedObject } from '../blocks/object-entry';
import { anchorOf, restoreSkipList, shortSkipListKey } from '../blocks/skip-list';
import type { HotState } from '../hot-state';
import type { TableStore } from '../port';
import type { ContentsReader } from './contents-reader';
import type { GenerationTables } from './generation-tables';
import type { ReadCounts } from './read-counts';
import type { ObjectChange } from './reader';
import type { VisibleLedgers } from './visible-ledgers';

/** Rows of the key index read at a time. */
const keyPage = 512;
/** Objects of the hot state looked at in one go. */
const hotPage = 4096;
const endOfTime = 0xffffffff;

interface Entry {
  key: Buffer;
  blob: Buffer;
}

/** Objects and keys of the state at any ledger. */
export class StateReader {
  constructor(
    private readonly store: TableStore,
    private readonly tables: GenerationTables,
    private readonly visible: VisibleLedgers,
    private readonly contents: ContentsReader,
    private readonly hot: HotState | undefined,
    private readonly counts: ReadCounts,
  ) {}

  async object(key: Buffer, ledgerIndex: number): Promise<Buffer | undefined> {
    const newest = this.hot?.get(key);
    const isHot = newest ? newest.ledger <= ledgerIndex : this.isRemembered(ledgerIndex);
    if (!isHot) return this.stored(key, ledgerIndex);
    this.counts.objectHot += 1;
    return newest?.blob ?? undefined;
  }

  async deletedIn(key: Buffer, ledgerIndex: number): Promise<number | undefined> {
    const version = await this.version(key, ledgerIndex);
    return version?.position === deletedPosition ? version.ledger : undefined;
  }

  async objects(wanted: readonly Buffer[], ledgerIndex: number): Promise<(Buffer | undefined)[]> {
    return Promise.all(wanted.map((key) => this.object(key, ledgerIndex)));
  }

  async keysAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<Buffer[]> {
    if (!this.isRemembered(ledgerIndex)) return this.storedKeysAfter(after, ledgerIndex, limit);
    return (await this.objectsAfter(after, ledgerIndex, limit)).map(({ key }) => key);
  }

  async objectsAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<Entry[]> {
    const hot = this.isRemembered(ledgerIndex) ? await this.hotAfter(after, ledgerIndex, limit) : undefined;
    if (hot) return hot;
    const keys = await this.storedKeysAfter(after, ledgerIndex, limit);
    const blobs = await this.objects(keys, ledgerIndex);
    return keys.map((key, i) => ({ key, blob: blobs[i]! }));
  }

  private async storedKeysAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<Buffer[]> {
    const found: Buffer[] = [];
    const floor = await this.visible.floor(ledgerIndex);
    for (let prefix = after[0]!; prefix < 256; prefix++) {
      let from = prefix === after[0] ? { key: after, ledger: endOfTime } : undefined;
      // A key's births and deaths follow one another; the last one by that ledger decides.
      let candidate: { key: Buffer; alive: boolean } | undefined;
      for (;;) {
        const table = await this.tables.current(keys);
        const rows = await this.store.range(table, { prefix }, { ...(from && { from }), limit: keyPage });
        for (const { key, ledger, alive } of rows) {
          if (candidate && !candidate.key.equals(key)) {
            if (candidate.alive && found.push(candidate.key) === limit) return found;
            candidate = undefined;
          }
          if (ledger >= floor && ledger <= ledgerIndex) candidate = { key, alive: alive === 1 };
        }
        const last = rows[keyPage - 1];
        if (!last) break;
        from = { key: last.key, ledger: last.ledger + 1 };
      }
      if (candidate?.alive && found.push(candidate.key) === limit) return found;
    }
    return found;
  }

  async diff(ledgerIndex: number): Promise<ObjectChange[]> {
    const blocks = await this.contents.blocks(ledgerIndex, stateFrom - 1);
    const changed = await Promise.all(
      blocks.flatMap(objectsIn).map(async ({ key, change, blob, tail }) => ({
        key,
        change,
        blob: tail ? await this.restore(blob!, ledgerIndex) : blob,
      })),
    );
    return changed.sort((a, b) => a.key.compare(b.key));
  }

  /** Whether the hot state says of every key if it was there at that ledger. */
  private isRemembered(ledgerIndex: number): boolean {
    const extent = this.hot?.extent();
    return extent !== undefined && extent.since <= ledgerIndex && ledgerIndex <= extent.ledgerIndex;
  }

  /** `undefined` when the hot state has moved on so far meanwhile that deletions were forgotten. */
  private async hotAfter(after: Buffer, ledgerIndex: number, limit: number): Promise<Entry[] | undefined> {
    const found: Entry[] = [];
    for (let last = after; found.length < limit;) {
      const page = this.hot!.after(last, Math.min(limit - found.length, hotPage));
      for (const { key, object } of page) {
        const blob = object.ledger > ledgerIndex ? await this.stored(key, ledgerIndex) : object.blob;
        if (blob) found.push({ key, blob });
      }
      if (page.length === 0) break;
      last = page.at(-1)!.key;
    }
    return this.isRemembered(ledgerIndex) ? found : undefined;
  }

  /** From the tables, as of the end of that ledger. */
  private async stored(key: Buffer, ledgerIndex: number): Promise<Buffer | undefined> {
    this.counts.objectStored += 1;
    const version = await this.version(key, ledgerIndex);
    if (!version || version.position === deletedPosition) return undefined;
    const found = await this.packed(version.ledger, version.position);
    return found.tail ? this.restore(found.blob!, version.ledger) : found.blob!;
  }

  /** The last one by that ledger. */
  private async version(key: Buffer, ledgerIndex: number): Promise<{ ledger: number; position: number } | undefined> {
    const table = await this.tables.current(objects);
    const bounds = { from: { ledger: await this.visible.floor(ledgerIndex) }, to: { ledger: ledgerIndex } };
    const [last] = await this.store.range(table, { key }, { ...bounds, reverse: true, limit: 1 });
    return last;
  }

  private async packed(ledger: number, position: number): Promise<PackedObject> {
    const block = await this.contents.block(ledger, position);
    const found = block && objectIn(block, position);
    if (!found) throw new Error(`object ${position} of ledger ${ledger} is not in the tables`);
    return found;
  }

  /** A skip list from its tail and the version stored whole before it. */
  private async restore(tail: Buffer, ledger: number): Promise<Buffer> {
    const table = await this.tables.current(objects);
    const from = { ledger: Math.max(anchorOf(ledger), await this.visible.floor(ledger)) };
    // Where a run begins there may be two: that of the state, and one of the stretch before it, which may not be whole.
    const versions = await this.store.range(table, { key: shortSkipListKey }, { from, to: { ledger }, limit: 2 });
    const whole = versions[0]?.ledger === versions[1]?.ledger ? versions[1] : versions[0];
    const found = whole && (await this.packed(whole.ledger, whole.position));
    if (!found || found.tail) throw new Error(`the skip list of ledger ${ledger} has no earlier version to build on`);
    return restoreSkipList(tail, ledger, found.blob!, whole.ledger);
  }
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';
import type { HotExtent, HotObject, HotState } from '../hot-state';

const binary = { encoding: 'binary', keyEncoding: 'binary' } as const;
const extentKey = Buffer.from('extent');
const ledgerSize = 4;

/** A hot state in an LMDB file of its own, written by one process and read by any number. */
export class LmdbHotState implements HotState {
  private readonly env: RootDatabase;
  private readonly objects: Database<Buffer, Buffer>;
  /** Deletions by ledger and key, to forget them in time. */
  private readonly deletions: Database<Buffer, Buffer>;
  private readonly about: Database<Buffer, Buffer>;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.env = open({ path: join(folder, 'hot.mdb'), maxDbs: 4, maxReaders: 512, ...binary });
    this.objects = this.env.openDB({ name: 'objects', ...binary });
    this.deletions = this.env.openDB({ name: 'deletions', ...binary });
    this.about = this.env.openDB({ name: 'about', ...binary });
  }

  extent(): HotExtent | undefined {
    const bytes = this.about.get(extentKey);
    if (!bytes) return undefined;
    const [ledgerIndex, since] = [bytes.readUInt32BE(0), bytes.readUInt32BE(ledgerSize)];
    return { ledgerIndex, since, hash: bytes.subarray(2 * ledgerSize) };
  }

  get(key: Buffer): HotObject | undefined {
    // A view of LMDB's page, good until the next read: copying out of it is cheaper than having lmdb make a buffer.
    const page = this.objects.getBinaryFast(key);
    if (!page) return undefined;
    const size = page.length - ledgerSize;
    if (size === 0) return { ledger: page.readUInt32BE(0), blob: null };
    const blob = Buffer.allocUnsafe(size);
    page.copy(blob, 0, ledgerSize, page.length);
    return { ledger: page.readUInt32BE(0), blob };
  }

  after(key: Buffer, limit: number): { key: Buffer; object: HotObject }[] {
    const found: { key: Buffer; object: HotObject }[] = [];
    for (const entry of this.objects.getRange({ start: key, exclusiveStart: true, limit })) {
      found.push({ key: entry.key, object: decode(entry.value) });
    }
    return found;
  }

  async apply(objects: ReadonlyMap<string, HotObject>, extent: HotExtent): Promise<void> {
    await this.env.batch(() => {
      for (const [name, { ledger, blob }] of objects) {
        const key = Buffer.from(name, 'latin1');
        void this.objects.put(key, Buffer.concat([ledgerBytes(ledger), blob ?? Buffer.alloc(0)]));
        if (!blob) void this.deletions.put(Buffer.concat([ledgerBytes(ledger), key]), Buffer.alloc(0));
      }
      this.forgetDeletions(extent.since, objects);
      const { ledgerIndex, since, hash } = extent;
      void this.about.put(extentKey, Buffer.concat([ledgerBytes(ledgerIndex), ledgerBytes(since), hash]));
    });
  }

  async clear(): Promise<void> {
    await this.env.batch(() => {
      for (const database of [this.about, this.objects, this.deletions]) void database.clearAsync();
    });
  }

  async close(): Promise<void> {
    await this.env.close();
  }

  /**
   * Those of ledgers before that one, unless the key has come back since: earlier, or in `applied`, which reads do
   * not see before the batch is committed.
   */
  private forgetDeletions(before: number, applied: ReadonlyMap<string, HotObject>): void {
    for (const name of this.deletions.getKeys({ end: ledgerBytes(before) })) {
      const key = name.subarray(ledgerSize);
      const found = applied.has(key.toString('latin1')) ? undefined : this.get(key);
      if (found?.blob === null && found.ledger < before) void this.objects.remove(key);
      void this.deletions.remove(name);
    }
  }
}

function ledgerBytes(ledger: number): Buffer {
  const bytes = Buffer.allocUnsafe(ledgerSize);
  bytes.writeUInt32BE(ledger);
  return bytes;
}

const decode = (bytes: Buffer): HotObject => ({
  ledger: bytes.readUInt32BE(0),
  blob: bytes.length === ledgerSize ? null : bytes.subarray(ledgerSize),
});

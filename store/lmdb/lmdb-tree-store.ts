import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import type { NodeWrite, TreeLedger, TreeStore } from '../../xrpl/tree-store';

/** No node's path: those begin with a depth below 64. Its value is the ledger's index and hash. */
const ledgerKey = Buffer.of(0xff);

/** The nodes of one state tree in an LMDB file of their own: one process writes, any number read. */
export class LmdbTreeStore implements TreeStore {
  private readonly db: RootDatabase<Buffer, Buffer>;

  /** @param path of the file; made when it is not there */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.db = open({ path, pageSize: 4096, encoding: 'binary', keyEncoding: 'binary' });
  }

  ledger(): TreeLedger | undefined {
    const mark = this.db.get(ledgerKey);
    return mark && mark.length > 0 ? { ledgerIndex: mark.readUInt32BE(0), hash: mark.subarray(4) } : undefined;
  }

  read(path: Buffer): Buffer | undefined {
    return this.db.get(path);
  }

  async save(writes: Iterable<NodeWrite>, ledger: TreeLedger | undefined): Promise<void> {
    await this.db.batch(() => {
      for (const { path, node } of writes) {
        if (node) void this.db.put(path, node);
        else void this.db.remove(path);
      }
      const mark = Buffer.alloc(ledger ? 4 : 0);
      if (ledger) mark.writeUInt32BE(ledger.ledgerIndex);
      void this.db.put(ledgerKey, ledger ? Buffer.concat([mark, ledger.hash]) : mark);
    });
    await this.db.flushed;
  }

  async clear(): Promise<void> {
    // LMDB spoils its list of free pages when it empties a file that is empty: some writes later it ends the process.
    if (this.db.getKeysCount({ limit: 1 }) > 0) await this.db.clearAsync();
  }

  async close(): Promise<void> {
    await this.db.close();
  }
}

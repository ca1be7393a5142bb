import { ledgerHashes, ledgers } from '../../schemas/tables/ledgers';
import type { TableStore } from '../port';
import type { GenerationTables } from './generation-tables';
import type { StoredLedger } from './reader';

/** Bytes of memory that a ledger takes, roughly. */
const ledgerBytes = 256;

/** Ledgers by index and by hash. A ledger never changes: those read lately are kept. */
export class LedgerReader {
  private readonly known = new Map<number, StoredLedger>();

  constructor(
    private readonly store: TableStore,
    private readonly tables: GenerationTables,
    private readonly cacheBytes: number,
  ) {}

  async at(ledgerIndex: number): Promise<StoredLedger | undefined> {
    const known = this.known.get(ledgerIndex);
    if (known) return known;
    const row = await this.store.get(await this.tables.current(ledgers), { ledger: ledgerIndex });
    if (!row) return undefined;
    const ledger = { ledgerIndex, hash: row.hash, header: row.header };
    this.known.set(ledgerIndex, ledger);
    for (const oldest of this.known.keys()) {
      if (this.known.size * ledgerBytes <= this.cacheBytes) break;
      this.known.delete(oldest);
    }
    return ledger;
  }

  async indexOfHash(hash: Buffer): Promise<number | undefined> {
    return (await this.store.get(await this.tables.current(ledgerHashes), { hash }))?.ledger;
  }
}

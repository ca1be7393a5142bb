import { mptEras, mptHolders, mptTransactions } from '../../schemas/tables/mpts';
import { parseMptId } from '../../xrpl/mpt';
import type { TableStore } from '../port';
import type { GenerationTables } from './generation-tables';
import { rowsInEras } from './history-rows';
import type { MptTransactionsQuery } from './reader';

/** MPTs: who ever held them, and their transactions. */
export class MptReader {
  constructor(
    private readonly store: TableStore,
    private readonly tables: GenerationTables,
  ) {}

  async holders(issuance: Buffer, after: Buffer | undefined, limit: number): Promise<Buffer[]> {
    const table = await this.tables.current(mptHolders);
    // Bounds are inclusive: one more than asked for makes up for `after` itself.
    const options = after ? { from: { holder: after }, limit: limit + 1 } : { limit };
    const rows = await this.store.range(table, { issuance }, options);
    const holders = rows.map(({ holder }) => holder);
    return (after && holders[0]?.equals(after) ? holders.slice(1) : holders).slice(0, limit);
  }

  /** All that the query's account, or without one the issuer, has a row for. */
  async transactions(query: MptTransactionsQuery) {
    const { issuance } = query;
    const account = query.account ?? (parseMptId(issuance).issuer as Buffer);
    const eras = await this.tables.current(mptEras);
    const table = await this.tables.current(mptTransactions);
    return rowsInEras(
      query,
      (options) => this.store.range(eras, { issuance, account }, options),
      (era, options) => this.store.range(table, { issuance, account, era }, options),
    );
  }
}

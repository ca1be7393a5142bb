import { issuerNfts, nftOwners, nftTransactions } from '../../schemas/tables/nfts';
import type { TableStore } from '../port';
import type { GenerationTables } from './generation-tables';
import { historyBounds } from './history-rows';
import type { HistoryQuery, IssuedNft, NftOwner } from './reader';

const endOfTime = 0xffffffff;

/** NFTs: their owners, their transactions, and those of an issuer. */
export class NftReader {
  constructor(
    private readonly store: TableStore,
    private readonly tables: GenerationTables,
  ) {}

  async owner(nft: Buffer, ledgerIndex: number): Promise<NftOwner | undefined> {
    const table = await this.tables.current(nftOwners);
    const options = { to: { ledger: ledgerIndex }, reverse: true, limit: 1 };
    const [row] = await this.store.range(table, { nft }, options);
    return row && { ledgerIndex: row.ledger, index: row.index, owner: row.owner, burned: row.burned === 1 };
  }

  async transactions(nft: Buffer, query: HistoryQuery) {
    const bounds = historyBounds(query);
    if (!bounds) return [];
    const table = await this.tables.current(nftTransactions);
    return this.store.range(table, { nft }, { ...bounds, limit: query.limit });
  }

  async ofIssuer(issuer: Buffer, taxon: number | undefined, after: IssuedNft | undefined, limit: number) {
    const table = await this.tables.current(issuerNfts);
    const from = after ? { taxon: after.taxon, nft: after.nft, ledger: endOfTime } : taxon !== undefined && { taxon };
    const options = { ...(from && { from }), ...(taxon !== undefined && { to: { taxon } }), limit };
    return this.store.range(table, { issuer }, options);
  }
}

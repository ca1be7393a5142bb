import { fromState, issuerNfts, nftOwners, nftTransactions } from '../../schemas/tables/nfts';
import type { TableStore } from '../port';
import type { GenerationTables } from './generation-tables';
import { historyBounds } from './history-rows';
import type { HistoryQuery, IssuedNft, NftOwner } from './reader';
import type { VisibleLedgers } from './visible-ledgers';

const endOfTime = 0xffffffff;
/** Rows of one NFT looked at in one go, where a whole state within the history says again who owns it. */
const ownerPage = 8;

/** NFTs: their owners, their transactions, and those of an issuer. */
export class NftReader {
  constructor(
    private readonly store: TableStore,
    private readonly tables: GenerationTables,
    private readonly visible: VisibleLedgers,
  ) {}

  async owner(nft: Buffer, ledgerIndex: number): Promise<NftOwner | undefined> {
    const table = await this.tables.current(nftOwners);
    const from = { ledger: await this.visible.floor(ledgerIndex) };
    let found: NftOwner | undefined;
    // A whole state repeats what a transaction before it made so, if the run has that.
    for (let to: { ledger: number; index?: number } = { ledger: ledgerIndex }; ;) {
      const limit = found ? ownerPage : 1;
      const rows = await this.store.range(table, { nft }, { from, to, reverse: true, limit });
      for (const { ledger, index, owner, burned } of rows) {
        found = { ledgerIndex: ledger, index, owner, burned: burned === 1 };
        if (index !== fromState) return found;
      }
      if (rows.length < limit) return found;
      to = { ledger: found!.ledgerIndex, index: fromState - 1 };
    }
  }

  async transactions(nft: Buffer, query: HistoryQuery) {
    const bounds = historyBounds(query);
    if (!bounds) return [];
    const table = await this.tables.current(nftTransactions);
    return this.store.range(table, { nft }, { ...bounds, limit: query.limit });
  }

  /** Each once: whole states within the history say again that a token is there. */
  async ofIssuer(issuer: Buffer, taxon: number | undefined, after: IssuedNft | undefined, limit: number) {
    const table = await this.tables.current(issuerNfts);
    const to = taxon !== undefined && { to: { taxon } };
    const found: (IssuedNft & { ledger: number })[] = [];
    for (let last = after; ;) {
      const from = last ? { taxon: last.taxon, nft: last.nft, ledger: endOfTime } : taxon !== undefined && { taxon };
      const rows = await this.store.range(table, { issuer }, { ...(from && { from }), ...to, limit });
      for (const row of rows) {
        if (found.at(-1)?.nft.equals(row.nft)) continue;
        if (found.length === limit) return found;
        found.push(row);
      }
      if (rows.length < limit || found.length === limit) return found;
      last = found.at(-1);
    }
  }
}

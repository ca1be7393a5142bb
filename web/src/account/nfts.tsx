import { hexText } from '../explain/memos';
import { usePages } from '../node/use-pages';
import { Address, NftLink } from '../parts/links';
import { Panel, Scroll } from '../parts/panel';
import { Failure, Loading, More, Nothing } from '../parts/states';
import type { TabProps } from './account-info';

interface OwnNft {
  NFTokenID: string;
  Issuer: string;
  NFTokenTaxon: number;
  nft_serial: number;
  URI?: string;
}

export function Nfts({ account }: TabProps) {
  const { items, loading, error, more } = usePages(
    'account_nfts',
    { account, limit: 100 },
    (answer: { account_nfts: OwnNft[] }) => answer.account_nfts,
  );
  return (
    <Panel title="NFTs it owns">
      {error && <Failure error={error} />}
      {loading && items.length === 0 && <Loading />}
      {!loading && !error && items.length === 0 && <Nothing>It owns no NFTs.</Nothing>}
      {items.length > 0 && (
        <Scroll label="NFTs">
          <table>
            <thead>
              <tr>
                <th scope="col">NFT</th>
                <th scope="col">Issuer</th>
                <th scope="col" class="right">
                  Taxon
                </th>
                <th scope="col" class="right">
                  Serial
                </th>
                <th scope="col">Points to</th>
              </tr>
            </thead>
            <tbody>
              {items.map((nft) => (
                <tr key={nft.NFTokenID}>
                  <td>
                    <NftLink id={nft.NFTokenID} />
                  </td>
                  <td>
                    <Address of={nft.Issuer} />
                  </td>
                  <td class="right">{nft.NFTokenTaxon}</td>
                  <td class="right">{nft.nft_serial}</td>
                  <td class="mono">{nft.URI === undefined ? '' : hexText(nft.URI)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <More load={more} loading={loading && items.length > 0} />
    </Panel>
  );
}

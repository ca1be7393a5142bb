import { hexText } from '../explain/memos';
import { usePages } from '../node/use-pages';
import { Address, NftLink } from '../parts/links';
import { Panel, Scroll } from '../parts/panel';
import { PagedList } from '../parts/paged-list';
import type { TabProps } from './account-info';

interface OwnNft {
  NFTokenID: string;
  Issuer: string;
  NFTokenTaxon: number;
  nft_serial: number;
  URI?: string;
}

export function Nfts({ account }: TabProps) {
  const pages = usePages(
    'account_nfts',
    { account, limit: 100 },
    (answer: { account_nfts: OwnNft[] }) => answer.account_nfts,
  );
  return (
    <Panel title="NFTs it owns">
      <PagedList pages={pages} nothing="It owns no NFTs.">
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
              {pages.items.map((nft) => (
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
      </PagedList>
    </Panel>
  );
}

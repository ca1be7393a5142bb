import type { Amount } from '../node/answers';
import { assetKey, assetOf } from '../format/currency';
import { dateTime, fromLedgerTime } from '../format/time';
import { usePages } from '../node/use-pages';
import { AmountOf } from '../parts/amount';
import { Panel, Scroll } from '../parts/panel';
import { PagedList } from '../parts/paged-list';
import type { TabProps } from './account-info';

interface OwnOffer {
  seq: number;
  taker_gets: Amount;
  taker_pays: Amount;
  quality: string;
  expiration?: number;
}

export function Offers({ account }: TabProps) {
  const pages = usePages('account_offers', { account, limit: 100 }, (answer: { offers: OwnOffer[] }) => answer.offers);
  return (
    <Panel title="Offers in the order books">
      <PagedList pages={pages} nothing="It has no offers.">
        <Scroll label="Offers">
          <table>
            <thead>
              <tr>
                <th scope="col">Offer</th>
                <th scope="col" class="right">
                  Gives
                </th>
                <th scope="col" class="right">
                  Wants
                </th>
                <th scope="col">Good until</th>
                <th scope="col">Order book</th>
              </tr>
            </thead>
            <tbody>
              {pages.items.map(({ seq, taker_gets: gets, taker_pays: pays, expiration }) => (
                <tr key={seq}>
                  <td>{seq}</td>
                  <td class="right">
                    <AmountOf amount={gets} />
                  </td>
                  <td class="right">
                    <AmountOf amount={pays} />
                  </td>
                  <td>{expiration === undefined ? 'cancelled' : dateTime(fromLedgerTime(expiration))}</td>
                  <td>
                    <a
                      href={`/book/${[gets, pays].map((each) => encodeURIComponent(assetKey(assetOf(each)))).join('/')}`}
                    >
                      see it there
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </PagedList>
    </Panel>
  );
}

import { useRoute } from 'preact-iso';
import { DepthPlot, shown } from '../book/depth-plot';
import type { Level } from '../book/levels';
import { useBook } from '../book/use-book';
import { assetKey, assetName, parseAsset } from '../format/currency';
import type { Asset } from '../node/answers';
import { Deed } from '../parts/deed';
import { Address, AssetLink, LedgerLink } from '../parts/links';
import { PageHead, Panel, Scroll, Tiles } from '../parts/panel';
import { Pool } from '../parts/pool';
import { Failure, Loading, Nothing } from '../parts/states';
import { useTitle } from '../parts/use-title';
import { NotFound } from './not-found';

export default function BookPage() {
  const { base = '', counter = '' } = useRoute().params;
  const [first, second] = [parseAsset(base), parseAsset(counter)];
  return first && second && base !== counter ? <BookView base={first} counter={second} /> : <NotFound />;
}

function BookView({ base, counter }: { base: Asset; counter: Asset }) {
  const { asks, bids, asked, happened, turn, live } = useBook(base, counter);
  const names = [assetName(base), assetName(counter)] as const;
  useTitle(`${names.join('/')} order book`);
  const [bid, ask] = [bids[0]?.price, asks[0]?.price];
  const turned = [counter, base].map((asset) => encodeURIComponent(assetKey(asset))).join('/');
  return (
    <>
      <PageHead kind="Order book" title={`${names[0]} for ${names[1]}`}>
        <p class="identity">
          <span class={`badge ${live ? 'good' : ''}`}>{live ? 'live' : 'as it was read'}</span>
          <span>
            <AssetLink asset={base} /> <Issuer asset={base} /> against <AssetLink asset={counter} />{' '}
            <Issuer asset={counter} />
          </span>
          <a href={`/book/${turned}`}>turn it around</a>
        </p>
      </PageHead>
      {asked.error && <Failure error={asked.error} />}
      {!asked.answer && !asked.error && <Loading what="Reading the order book" />}
      {asked.answer !== undefined && (
        <>
          <Tiles
            of={[
              ['Best bid', bid === undefined ? 'none' : `${shown(bid)} ${names[1]}`, `for 1 ${names[0]}`],
              ['Best ask', ask === undefined ? 'none' : `${shown(ask)} ${names[1]}`, `for 1 ${names[0]}`],
              [
                'Spread',
                bid === undefined || ask === undefined ? 'none' : `${shown((100 * (ask - bid)) / ((ask + bid) / 2))}%`,
              ],
            ]}
          />
          <Panel title="Depth">
            <DepthPlot bids={bids} asks={asks} base={names[0]} counter={names[1]} />
          </Panel>
          <div class="columns even">
            <Side title="Bids" levels={bids} names={names} none="Nobody wants to buy." />
            <Side title="Asks" levels={asks} names={names} none="Nobody wants to sell." />
          </div>
        </>
      )}
      <div class="columns even">
        <Panel title="What happens in it">
          {happened.length === 0 && <Nothing>Nothing since you came. It is shown here when it happens.</Nothing>}
          <ol class="list">
            {happened.map((each) => (
              <li key={each.hash} class="arrives">
                <Deed of={each}>
                  ledger <LedgerLink index={each.ledger_index} />
                </Deed>
              </li>
            ))}
          </ol>
        </Panel>
        <Pool asset={base} other={counter} turn={turn} />
      </div>
    </>
  );
}

function Issuer({ asset }: { asset: Asset }) {
  if (!('issuer' in asset) || asset.issuer === undefined) return null;
  return (
    <>
      of <Address of={asset.issuer} />
    </>
  );
}

const rows = 25;

function Side({
  title,
  levels,
  names,
  none,
}: {
  title: string;
  levels: readonly Level[];
  names: readonly [string, string];
  none: string;
}) {
  return (
    <Panel title={title} aside={levels.length > rows ? `the best ${rows} of ${levels.length}` : undefined}>
      {levels.length === 0 && <Nothing>{none}</Nothing>}
      {levels.length > 0 && (
        <Scroll label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col" class="right">
                  Price ({names[1]})
                </th>
                <th scope="col" class="right">
                  Amount ({names[0]})
                </th>
                <th scope="col" class="right">
                  In all
                </th>
                <th scope="col">Of</th>
              </tr>
            </thead>
            <tbody>
              {levels.slice(0, rows).map(({ id, price, size, depth, account }) => (
                <tr key={id}>
                  <td class="right">{shown(price)}</td>
                  <td class="right">{shown(size)}</td>
                  <td class="right">{shown(depth)}</td>
                  <td>
                    <Address of={account} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}
